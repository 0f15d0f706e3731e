package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code distinct}: the different values of one field, arrays by their elements, in order. */
final class DistinctCommand implements ReadCommand {
    private final QueryExecutor queries;

    DistinctCommand(QueryExecutor queries) {
        this.queries = queries;
    }

    @Override
    public Reply run(Command command, StoreView view) {
        Document body = command.body();
        String path = Fields.string(body, "key");
        Query query = Query.of(Fields.documentOrEmpty(body, "query"), Deadline.of(body));
        Map<byte[], @Nullable Object> values = new TreeMap<>(Arrays::compareUnsigned);
        view.collection(command.namespace())
                .ifPresent(collection -> collect(queries.run(query, collection), path, values));
        Document reply = new Document("values", new ArrayList<>(values.values())).append("ok", 1.0);
        byte[] encoded = BsonBytes.encode(reply);
        return buffer -> buffer.writeBytes(encoded);
    }

    private static void collect(Iterator<StoredDocument> documents, String path, Map<byte[], @Nullable Object> values) {
        while (documents.hasNext()) {
            for (Object value : IndexedValues.existing(documents.next().document(), path)) {
                values.putIfAbsent(OrderPreservingKeys.ofId(value), value);
            }
        }
    }
}

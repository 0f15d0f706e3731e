package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Yields the documents of a plan that match the filter. */
final class DocumentScan implements Iterator<StoredDocument> {
    private static final int CHECK_DEADLINE_EVERY = 64;

    private final CollectionView collection;
    private final QueryPlan plan;
    private final Query query;
    private final KeyScan keys;
    private final LongAdder examined;
    private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    /** Ids already yielded, for indexes that list a document more than once. */
    private final Set<ByteBuffer> seen = new HashSet<>();

    private @Nullable StoredDocument next;
    private int sinceCheck;

    DocumentScan(CollectionView collection, QueryPlan plan, Query query, LongAdder examined) {
        this.collection = collection;
        this.plan = plan;
        this.query = query;
        this.examined = examined;
        MapView map =
                plan.index() == null ? collection.documents() : plan.index().entries();
        this.keys = new KeyScan(map, plan.ranges(), plan.order());
    }

    @Override
    public boolean hasNext() {
        while (next == null && keys.hasNext()) {
            checkDeadline();
            next = matching(keys.next());
        }
        return next != null;
    }

    @Override
    public StoredDocument next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        StoredDocument found = next;
        next = null;
        return found;
    }

    private @Nullable StoredDocument matching(KeyScan.Entry entry) {
        IndexView index = plan.index();
        byte[] id = index == null ? entry.key() : index.idOf(entry.key(), entry.value());
        if (index != null && index.multikey() && !seen.add(ByteBuffer.wrap(id))) {
            return null;
        }
        byte[] bytes = index == null ? entry.value() : collection.documents().get(id);
        if (bytes == null) {
            throw new IllegalStateException(
                    "index of " + collection.namespace() + " names a document that is not there");
        }
        examined.increment();
        Document document = BsonBytes.decode(bytes);
        return matcher.matches(document, query.filter()) ? new StoredDocument(id, bytes, document) : null;
    }

    private void checkDeadline() {
        if (++sinceCheck == CHECK_DEADLINE_EVERY) {
            sinceCheck = 0;
            query.deadline().check();
        }
    }
}

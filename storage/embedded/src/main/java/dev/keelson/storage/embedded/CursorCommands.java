package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code getMore} and {@code killCursors}. */
final class CursorCommands {
    private final OpenCursors cursors;

    CursorCommands(OpenCursors cursors) {
        this.cursors = cursors;
    }

    Reply getMore(Command command, StoreView view) {
        Document body = command.body();
        String namespace = command.database() + "." + Fields.string(body, "collection");
        long id = Fields.longValue(body, command.name());
        return cursors.next(namespace, id, Fields.nonNegativeInt(body, "batchSize", 0));
    }

    Reply killCursors(Command command, StoreView view) {
        if (!(command.body().get("cursors") instanceof Collection<?> ids)) {
            throw CommandErrors.badValue("cursors: missing (expected: an array of cursor ids)");
        }
        List<Object> killed = new ArrayList<>();
        List<Object> notFound = new ArrayList<>();
        for (Object id : ids) {
            long number = id instanceof Number known ? known.longValue() : 0;
            (cursors.isOpen(number) ? killed : notFound).add(id);
            cursors.kill(number);
        }
        return Reply.of(new Document("cursorsKilled", killed)
                .append("cursorsNotFound", notFound)
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of())
                .append("ok", 1.0));
    }
}

package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;

/** Applies the update part of a command to documents of a collection. Confined to the writing thread. */
final class DocumentUpdates {
    private DocumentUpdates() {}

    /** The update document of a statement or of {@code findAndModify}; pipelines are refused. */
    static Document parse(Document source, String field) {
        if (source.get(field) instanceof Iterable && !(source.get(field) instanceof Document)) {
            throw CommandErrors.unsupported("update by a pipeline");
        }
        Document update = Fields.document(source, field);
        long operators =
                update.keySet().stream().filter(key -> key.startsWith("$")).count();
        if (operators != 0 && operators != update.size()) {
            throw new MongoServerError(9, "FailedToParse", "update: mixes operators and fields");
        }
        return update;
    }

    static boolean isReplacement(Document update) {
        return update.isEmpty() || !update.keySet().iterator().next().startsWith("$");
    }

    /** What the update makes of a document. The decoded form of the given one must not be used afterwards. */
    static Document changed(StoredDocument current, Document filter, Document update) {
        Document changed = isReplacement(update)
                ? replacement(current, update)
                : UpdateEvaluator.update(current.document(), filter, update);
        if (!Arrays.equals(OrderPreservingKeys.ofId(changed.get("_id")), current.id())) {
            throw new MongoServerError(
                    66, "ImmutableField", "the (immutable) field '_id' was found to have been altered");
        }
        return changed;
    }

    private static Document replacement(StoredDocument current, Document update) {
        Utils.validateFieldNames(update);
        Document replacement = new Document("_id", current.document().get("_id"));
        if (update.containsKey("_id")) {
            replacement.append("_id", update.get("_id"));
        }
        update.forEach(replacement::putIfAbsent);
        return replacement;
    }
}

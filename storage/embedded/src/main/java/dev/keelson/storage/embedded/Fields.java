package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads typed fields of commands and refuses those of another type. */
final class Fields {
    private Fields() {}

    static String string(Document source, String name) {
        if (source.get(name) instanceof String text) {
            return text;
        }
        throw wrongType(source, name, "a string");
    }

    static Document document(Document source, String name) {
        if (source.get(name) instanceof Document document) {
            return document;
        }
        throw wrongType(source, name, "a document");
    }

    static Document documentOrEmpty(Document source, String name) {
        return source.get(name) == null ? new Document() : document(source, name);
    }

    static List<Document> documents(Document source, String name) {
        if (!(source.get(name) instanceof List<?> elements)) {
            throw wrongType(source, name, "an array of documents");
        }
        List<Document> documents = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof Document document)) {
                throw wrongType(source, name, "an array of documents");
            }
            documents.add(document);
        }
        return documents;
    }

    static int nonNegativeInt(Document source, String name, int absent) {
        Object value = source.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw wrongType(source, name, "a number >= 0");
    }

    static long longValue(Document source, String name) {
        if (source.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw wrongType(source, name, "a number");
    }

    /** Truth as MongoDB sees it: numbers other than 0 are true as well. */
    static boolean isTrue(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
    }

    private static RuntimeException wrongType(Document source, String name, String expected) {
        return CommandErrors.badValue(name + ": " + source.get(name) + " (expected: " + expected + ")");
    }
}

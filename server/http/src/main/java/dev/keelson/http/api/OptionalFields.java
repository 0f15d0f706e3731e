package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fields that an answer leaves out when their value is unknown. */
final class OptionalFields {

    private OptionalFields() {}

    static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static void put(ObjectNode json, String name, @Nullable Integer value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static void put(ObjectNode json, String name, @Nullable Long value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static void put(ObjectNode json, String name, @Nullable Double value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static void put(ObjectNode json, String name, @Nullable Instant value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    static void put(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}

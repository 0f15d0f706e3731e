package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of an output that a caller wants. Fields are JSON Pointers; items of lists have no step of their own, so
 * {@code /lines/amount} is the amount of every line. Immutable.
 */
public final class FieldSelection {
    private static final int MAX_FIELDS = 100;
    private static final int MAX_STEPS = 16;
    private static final int MAX_LENGTH = 8_000;

    private final List<String> pointers;
    private final Map<String, Part> parts;

    private FieldSelection(Set<String> pointers) {
        this.pointers = List.copyOf(pointers);
        Part root = new Part();
        this.pointers.forEach(pointer -> root.add(SchemaFields.steps(pointer), 0));
        parts = root.below;
    }

    /**
     * Reads pointers such as {@code /customer/email}, or names with dots such as {@code customer.email}, between commas.
     * Fails with {@link ErrorCode#REQUEST_INVALID}.
     */
    public static FieldSelection parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("fields has " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        return of(Arrays.asList(text.split(",", -1)));
    }

    /** Like {@link #parse}, of fields that are apart already. */
    public static FieldSelection of(List<String> fields) {
        Set<String> pointers = new LinkedHashSet<>();
        fields.forEach(field -> pointers.add(pointer(field.strip())));
        if (pointers.isEmpty() || pointers.size() > MAX_FIELDS) {
            throw invalid(pointers.size() + " fields (expected: 1 to " + MAX_FIELDS + ")");
        }
        return new FieldSelection(pointers);
    }

    /** The fields of a schema as pointers, in its order, those of lists and of all alternatives too; at most 500. */
    public static List<String> fieldsOf(JsonNode schema) {
        return new SchemaFields(schema).all();
    }

    /** In the order in which they were asked for. */
    public List<String> pointers() {
        return pointers;
    }

    /** Fails with {@link ErrorCode#FIELD_UNKNOWN} and every field that the schema does not have. */
    public void requireIn(JsonNode schema) {
        var known = new SchemaFields(schema);
        List<Violation> unknown = pointers.stream()
                .filter(pointer -> !known.has(pointer))
                .map(pointer -> Violation.at(pointer, "fields", "the output has no field " + pointer))
                .toList();
        if (!unknown.isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.FIELD_UNKNOWN, "fields asks for what the output does not have", unknown);
        }
    }

    /** The wanted part of an output; a field that the output does not have is not there. */
    public JsonNode project(JsonNode output) {
        return project(output, parts);
    }

    private static JsonNode project(JsonNode value, Map<String, Part> wanted) {
        if (value instanceof ArrayNode array) {
            ArrayNode kept = Json.mapper().createArrayNode();
            array.forEach(item -> kept.add(project(item, wanted)));
            return kept;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode kept = Json.object();
        object.properties().forEach(entry -> {
            Part part = wanted.get(entry.getKey());
            if (part != null) {
                kept.set(entry.getKey(), part.whole ? entry.getValue() : project(entry.getValue(), part.below));
            }
        });
        return kept;
    }

    private static String pointer(String field) {
        String pointer =
                field.startsWith("/") ? field : "/" + field.replace("~", "~0").replace('.', '/');
        if (field.isEmpty() || pointer.endsWith("/") || pointer.contains("//") || steps(pointer) > MAX_STEPS) {
            throw invalid("field \"" + field + "\" does not fit (expected: a JSON Pointer such as /customer/email)");
        }
        return pointer;
    }

    private static int steps(String pointer) {
        return (int) pointer.chars().filter(each -> each == '/').count();
    }

    private static KeelsonException invalid(String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/fields", "fields", message)));
    }

    /** A field with what is wanted below it. */
    private static final class Part {
        private final Map<String, Part> below = new LinkedHashMap<>();
        private boolean whole;

        void add(List<String> steps, int next) {
            if (next == steps.size()) {
                whole = true;
                return;
            }
            below.computeIfAbsent(steps.get(next), name -> new Part()).add(steps, next + 1);
        }
    }

    /** Pointers for a message or a log, between commas. */
    @Override
    public String toString() {
        return String.join(",", new ArrayList<>(pointers));
    }
}

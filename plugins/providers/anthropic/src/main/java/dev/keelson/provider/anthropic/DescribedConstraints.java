package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the keywords that the upstream accepts from those that it refuses, and says the latter in the description. */
final class DescribedConstraints {
    private static final Set<String> ACCEPTED = Set.of("type", "enum", "const", "default");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");
    /** Keywords that say nothing about a value, or that the transform itself has dealt with. */
    private static final Set<String> SILENT = Set.of(
            "$schema",
            "$id",
            "$anchor",
            "$comment",
            "$defs",
            "definitions",
            "title",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items");

    private final JsonCodec json;

    DescribedConstraints(JsonCodec json) {
        this.json = json;
    }

    /** What of a schema for plain values and lists can be sent as it is. */
    static Map<String, Object> acceptedOf(Map<?, ?> schema) {
        Map<String, Object> accepted = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> {
            if (isAccepted(keyword.toString(), value)) {
                accepted.put(keyword.toString(), value);
            }
        });
        return accepted;
    }

    /** Completes {@code accepted} with a description that holds what of {@code schema} it does not say otherwise. */
    void describe(Map<?, ?> schema, Map<String, Object> accepted) {
        Map<String, Object> rest = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String keyword = key.toString();
            boolean said = accepted.containsKey(keyword) || (keyword.equals("oneOf") && accepted.containsKey("anyOf"));
            if (!said && !SILENT.contains(keyword) && !keyword.startsWith("x-")) {
                rest.put(keyword, value);
            }
        });
        String text = description(schema);
        if (!rest.isEmpty()) {
            text = (text.isEmpty() ? "" : text + "\n\n") + "Constraints: " + json.write(SchemaKeywords.cleaned(rest));
        }
        if (!text.isEmpty()) {
            accepted.put("description", text);
        }
    }

    private static String description(Map<?, ?> schema) {
        for (String keyword : List.of("description", "title")) {
            if (schema.get(keyword) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static boolean isAccepted(String keyword, @Nullable Object value) {
        if (keyword.equals("format")) {
            return value instanceof String format && FORMATS.contains(format);
        }
        if (keyword.equals("minItems")) {
            return value instanceof Number count && count.doubleValue() <= 1;
        }
        return ACCEPTED.contains(keyword);
    }
}

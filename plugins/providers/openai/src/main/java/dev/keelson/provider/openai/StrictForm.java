package dev.keelson.provider.openai;

import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import dev.keelson.provider.support.SchemaLowering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings a schema into the form that OpenAI enforces token by token: what all strict upstreams know, and on top of it the
 * limits that only OpenAI has. A schema that does not fit goes out as a wish, and the host enforces it.
 */
final class StrictForm {
    private static final long MAX_CHARACTERS = 120_000;
    private static final Set<String> REFUSED_BY_FINE_TUNED_MODELS = Set.of(
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems");

    private StrictForm() {}

    static LoweredSchema of(Map<String, Object> schema) {
        LoweredSchema lowered = SchemaLowering.lower(EnumLimits.fitted(schema));
        Optional<Map<String, Object>> strict = lowered.isStrict() && characters(lowered.lowered()) <= MAX_CHARACTERS
                ? FirstKeys.distinct(lowered.lowered())
                : Optional.empty();
        return strict.map(form -> new LoweredSchema(schema, form, true, lowered.isNullable(), lowered.isWrapped()))
                .orElseGet(() -> SchemaLowering.loose(schema));
    }

    /** Fine-tuned models know fewer keywords. */
    static LoweredSchema ofFineTuned(Map<String, Object> schema) {
        LoweredSchema form = of(schema);
        return form.isStrict()
                ? new LoweredSchema(schema, plain(form.lowered()), true, form.isNullable(), form.isWrapped())
                : form;
    }

    private static Map<String, Object> plain(Map<String, Object> schema) {
        return SchemaNodes.rewritten(schema, node -> {
            node.keySet().removeAll(REFUSED_BY_FINE_TUNED_MODELS);
            return node;
        });
    }

    /** Of property names, definition names, enum values and constants. */
    private static long characters(Map<String, Object> schema) {
        AtomicLong total = new AtomicLong();
        var unusedCopy = SchemaNodes.rewritten(schema, node -> {
            for (String keyword : List.of("properties", "$defs")) {
                SchemaKeywords.map(node, keyword).keySet().forEach(name -> total.addAndGet(length(name)));
            }
            SchemaKeywords.list(node, "enum").forEach(value -> total.addAndGet(length(value)));
            total.addAndGet(node.containsKey("const") ? length(node.get("const")) : 0);
            return node;
        });
        return total.get();
    }

    private static long length(Object value) {
        return String.valueOf(value).length();
    }
}

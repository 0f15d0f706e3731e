package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one JSON Schema for structured output: every object closed, {@code oneOf} as {@code anyOf}, and constraints
 * outside the accepted keywords said in the description. Optional properties stay optional. The host enforces the full
 * schema, so moving a constraint is safe; a schema that can't be compiled at all, such as a recursive one, is not strict.
 */
final class SchemaTransform {
    private static final String DEFS = "#/$defs/";
    private static final String OLD_DEFS = "#/definitions/";
    private static final Pattern DEFINITION_NAME = Pattern.compile("[\\w.-]+");
    private static final List<String> COMBINED = List.of("anyOf", "oneOf");

    private final Map<String, Object> original;
    private final FoldedSchema folding;
    private final DescribedConstraints constraints;
    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();
    private boolean expressible = true;
    private int optionalProperties;
    private int unions;

    private SchemaTransform(Map<String, Object> original, JsonCodec json) {
        this.original = original;
        this.folding = new FoldedSchema(original);
        this.constraints = new DescribedConstraints(json);
    }

    static AcceptedSchema of(Map<String, Object> schema, JsonCodec json) {
        return new SchemaTransform(schema, json).transform();
    }

    private AcceptedSchema transform() {
        Map<?, ?> root = folding.root();
        boolean wrapped = !isObject(root) || root.get("type") instanceof List<?>;
        Map<String, Object> accepted = schema(root, 0);
        Map<String, Object> top = wrapped ? wrapper(accepted) : accepted;
        if (!definitions.isEmpty()) {
            top.put("$defs", definitions);
        }
        LoweredSchema result = expressible
                ? new LoweredSchema(original, top, true, false, wrapped)
                : new LoweredSchema(original, SchemaKeywords.cleaned(original), false, false, false);
        return new AcceptedSchema(result, optionalProperties, unions);
    }

    private Map<String, Object> schema(@Nullable Object node, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (!(node instanceof Map<?, ?> map) || depth > SchemaKeywords.MAX_DEPTH) {
            expressible = false;
            return result;
        }
        Map<?, ?> schema = folding.folded(map);
        if (schema.get("$ref") instanceof String reference) {
            result.put("$ref", reference(reference, depth));
            return result;
        }
        if (isObject(schema)) {
            putObject(schema, result, depth);
        } else if (COMBINED.stream().anyMatch(schema::containsKey)) {
            putUnion(schema, result, depth);
        } else {
            putLeaf(schema, result, depth);
        }
        constraints.describe(schema, result);
        return result;
    }

    /** Carries the definition along; only those in use are carried, and none may contain itself. */
    private String reference(String reference, int depth) {
        String local = reference.startsWith(OLD_DEFS) ? DEFS + reference.substring(OLD_DEFS.length()) : reference;
        String name = local.startsWith(DEFS) ? local.substring(DEFS.length()) : "";
        if (!DEFINITION_NAME.matcher(name).matches() || underWay.contains(name)) {
            expressible = false;
        } else if (!definitions.containsKey(name)) {
            underWay.add(name);
            definitions.put(
                    name, schema(SchemaKeywords.resolve(original, reference).orElse(null), depth + 1));
            underWay.remove(name);
        }
        return local;
    }

    private void putObject(Map<?, ?> schema, Map<String, Object> result, int depth) {
        Map<?, ?> declared = SchemaKeywords.map(schema, "properties");
        requireClosed(schema, declared);
        List<?> required = SchemaKeywords.list(schema, "required");
        Map<String, Object> properties = new LinkedHashMap<>();
        declared.forEach((name, property) -> properties.put(name.toString(), schema(property, depth + 1)));
        List<String> kept =
                properties.keySet().stream().filter(required::contains).toList();
        optionalProperties += properties.size() - kept.size();
        result.put("type", type(schema));
        result.put("properties", properties);
        result.put("required", kept);
        result.put("additionalProperties", false);
    }

    private Object type(Map<?, ?> schema) {
        if (schema.get("type") instanceof List<?> types) {
            unions++;
            return types;
        }
        return "object";
    }

    /** An object whose property names are not known beforehand can't be compiled. */
    private void requireClosed(Map<?, ?> schema, Map<?, ?> declared) {
        boolean closed = Boolean.FALSE.equals(schema.get("additionalProperties"));
        boolean openMap =
                schema.get("additionalProperties") instanceof Map<?, ?> || schema.containsKey("patternProperties");
        if (openMap || (declared.isEmpty() && !closed)) {
            expressible = false;
        }
    }

    private void putUnion(Map<?, ?> schema, Map<String, Object> result, int depth) {
        unions++;
        String keyword = schema.containsKey("anyOf") ? "anyOf" : "oneOf";
        List<Object> branches = new ArrayList<>();
        SchemaKeywords.list(schema, keyword).forEach(branch -> branches.add(schema(branch, depth + 1)));
        expressible &= !branches.isEmpty();
        result.put("anyOf", branches);
    }

    private void putLeaf(Map<?, ?> schema, Map<String, Object> result, int depth) {
        DescribedConstraints.acceptedOf(schema).forEach(result::put);
        if (schema.get("type") instanceof List<?>) {
            unions++;
        }
        expressible &= result.containsKey("type") || result.containsKey("enum") || result.containsKey("const");
        if (isType(schema, "array")) {
            result.put("items", schema(schema.get("items"), depth + 1));
        }
    }

    private static Map<String, Object> wrapper(Map<String, Object> inner) {
        Map<String, Object> wrapper = new LinkedHashMap<>();
        wrapper.put("type", "object");
        wrapper.put("properties", Map.of(LoweredSchema.WRAPPER, inner));
        wrapper.put("required", List.of(LoweredSchema.WRAPPER));
        wrapper.put("additionalProperties", false);
        return wrapper;
    }

    private static boolean isObject(Map<?, ?> schema) {
        return isType(schema, "object") || (schema.containsKey("properties") && !schema.containsKey("type"));
    }

    private static boolean isType(Map<?, ?> schema, String type) {
        return type.equals(schema.get("type"))
                || SchemaKeywords.list(schema, "type").contains(type);
    }
}

package dev.keelson.provider.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one JSON Schema for structured output: every object closed, every property required with the optional ones
 * nullable, keywords outside the enforced subset removed. The host enforces the full schema, so leaving a constraint out is
 * safe; a schema that the subset can't express at all, such as a free-form map, goes out cleaned and not strict.
 */
public final class SchemaLowering {
    private static final int MAX_LEVELS = 10;
    private static final int MAX_PROPERTIES = 5_000;
    private static final int MAX_ENUM_VALUES = 1_000;
    private static final String DEFS = "#/$defs/";
    private static final String OLD_DEFS = "#/definitions/";

    private final Map<String, Object> original;
    private boolean expressible = true;
    private boolean nullable;
    private int properties;
    private int enumValues;

    private SchemaLowering(Map<String, Object> original) {
        this.original = original;
    }

    public static LoweredSchema lower(Map<String, Object> schema) {
        return new SchemaLowering(schema).lower();
    }

    /** The form for upstreams that take a schema as a wish: cleaned, with an object at its root, and not strict. */
    public static LoweredSchema loose(Map<String, Object> schema) {
        return new SchemaLowering(schema).loose();
    }

    private LoweredSchema lower() {
        Map<?, ?> root = root();
        boolean wrapped = isToWrap(root);
        Map<String, Object> strict = withDefinitions(wrapped ? wrapper(schema(root, 1)) : schema(root, 0));
        if (expressible && properties <= MAX_PROPERTIES && enumValues <= MAX_ENUM_VALUES) {
            return new LoweredSchema(original, strict, true, nullable, wrapped);
        }
        return loose();
    }

    private LoweredSchema loose() {
        boolean wrapped = isToWrap(root());
        Map<String, Object> clean = SchemaKeywords.cleaned(root());
        Map<String, Object> loose = wrapped ? openWrapper(clean) : clean;
        // References name definitions from the top, wherever the schema itself ends up.
        for (String keyword : List.of("definitions", "$defs")) {
            Map<?, ?> definitions = SchemaKeywords.map(original, keyword);
            if (!definitions.isEmpty()) {
                clean.remove(keyword);
                loose.putAll(SchemaKeywords.cleaned(Map.of(keyword, definitions)));
            }
        }
        return new LoweredSchema(original, loose, false, false, wrapped);
    }

    private static boolean isToWrap(Map<?, ?> root) {
        return !"object".equals(root.get("type"));
    }

    /** The root with a reference at its top replaced by what it names: upstreams refuse a bare reference there. */
    private Map<?, ?> root() {
        if (original.get("$ref") instanceof String reference) {
            return SchemaKeywords.resolve(original, reference).orElse(original);
        }
        return original;
    }

    private Map<String, Object> withDefinitions(Map<String, Object> lowered) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (String keyword : List.of("definitions", "$defs")) {
            SchemaKeywords.map(original, keyword)
                    .forEach((name, schema) -> definitions.put(name.toString(), schema(schema, 1)));
        }
        if (!definitions.isEmpty()) {
            lowered.put("$defs", definitions);
        }
        return lowered;
    }

    private Map<String, Object> schema(@Nullable Object node, int level) {
        if (!(node instanceof Map<?, ?> map) || level > MAX_LEVELS) {
            expressible = false;
            return Map.of();
        }
        Map<?, ?> merged = AllOf.merged(map);
        if (merged.get("$ref") instanceof String reference) {
            return reference(reference);
        }
        if (merged.containsKey("properties") || isType(merged, "object")) {
            return object(merged, level);
        }
        List<?> branches = branches(merged);
        return branches.isEmpty() ? leaf(merged, level) : union(merged, branches, level);
    }

    private Map<String, Object> reference(String reference) {
        String local = reference.startsWith(OLD_DEFS) ? DEFS + reference.substring(OLD_DEFS.length()) : reference;
        if (!local.startsWith(DEFS) && !local.equals("#")) {
            expressible = false;
        }
        // Neighbours of a reference are refused, even a description.
        return new LinkedHashMap<>(Map.of("$ref", local));
    }

    private Map<String, Object> object(Map<?, ?> schema, int level) {
        Map<?, ?> declared = SchemaKeywords.map(schema, "properties");
        requireClosed(schema, declared);
        Map<String, Object> lowered = StrictKeywords.described(schema);
        lowered.put("type", schema.get("type") instanceof List<?> types ? types : "object");
        List<?> required = SchemaKeywords.list(schema, "required");
        Map<String, Object> all = new LinkedHashMap<>();
        declared.forEach((name, property) -> {
            Map<String, Object> child = schema(property, level + 1);
            all.put(name.toString(), required.contains(name) ? child : orNull(child));
        });
        properties += all.size();
        lowered.put("properties", all);
        lowered.put("required", List.copyOf(all.keySet()));
        lowered.put("additionalProperties", false);
        return lowered;
    }

    /** An object whose property names are not known beforehand has no strict form. */
    private void requireClosed(Map<?, ?> schema, Map<?, ?> declared) {
        boolean closed = Boolean.FALSE.equals(schema.get("additionalProperties"));
        boolean openMap =
                schema.get("additionalProperties") instanceof Map<?, ?> || schema.containsKey("patternProperties");
        if (openMap || (declared.isEmpty() && !closed)) {
            expressible = false;
        }
    }

    private Map<String, Object> union(Map<?, ?> schema, List<?> branches, int level) {
        Map<String, Object> lowered = StrictKeywords.described(schema);
        List<Object> all = new ArrayList<>();
        branches.forEach(branch -> all.add(schema(branch, level + 1)));
        lowered.put("anyOf", all);
        return lowered;
    }

    private Map<String, Object> leaf(Map<?, ?> schema, int level) {
        Map<String, Object> lowered = StrictKeywords.leaf(schema);
        enumValues += SchemaKeywords.list(schema, "enum").size();
        if (!lowered.containsKey("type")) {
            expressible = false;
        }
        if (isType(schema, "array")) {
            lowered.put("items", schema(schema.get("items"), level + 1));
            expressible &= !schema.containsKey("prefixItems");
        }
        return lowered;
    }

    private Map<String, Object> orNull(Map<String, Object> lowered) {
        nullable = true;
        if (lowered.get("anyOf") instanceof List<?> branches) {
            List<Object> longer = new ArrayList<>(branches);
            longer.add(Map.of("type", "null"));
            lowered.put("anyOf", longer);
            return lowered;
        }
        boolean compound = isType(lowered, "object") || isType(lowered, "array");
        if (compound || lowered.containsKey("$ref") || lowered.containsKey("const")) {
            return new LinkedHashMap<>(Map.of("anyOf", List.of(lowered, Map.of("type", "null"))));
        }
        Map<String, Object> result = new LinkedHashMap<>(lowered);
        result.computeIfPresent(
                "type", (keyword, type) -> with(type instanceof List<?> list ? list : List.of(type), "null"));
        result.computeIfPresent("enum", (keyword, values) -> with((List<?>) values, null));
        return result;
    }

    private Map<String, Object> wrapper(Map<String, Object> inner) {
        Map<String, Object> wrapper = openWrapper(inner);
        wrapper.put("additionalProperties", false);
        // A reference to the root would name the wrapper now.
        expressible &=
                !inner.toString().contains("$ref=#,") && !inner.toString().contains("$ref=#}");
        return wrapper;
    }

    private static Map<String, Object> openWrapper(Map<String, Object> inner) {
        Map<String, Object> wrapper = new LinkedHashMap<>();
        wrapper.put("type", "object");
        wrapper.put("properties", Map.of(LoweredSchema.WRAPPER, inner));
        wrapper.put("required", List.of(LoweredSchema.WRAPPER));
        return wrapper;
    }

    private static List<?> branches(Map<?, ?> schema) {
        List<?> any = SchemaKeywords.list(schema, "anyOf");
        return any.isEmpty() ? SchemaKeywords.list(schema, "oneOf") : any;
    }

    private static boolean isType(Map<?, ?> schema, String type) {
        return type.equals(schema.get("type"))
                || SchemaKeywords.list(schema, "type").contains(type);
    }

    private static List<@Nullable Object> with(List<?> values, @Nullable Object extra) {
        Set<@Nullable Object> all = new LinkedHashSet<>(values);
        all.add(extra);
        return new ArrayList<>(all);
    }
}

package dev.keelson.core.agentapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agentapi.ClientType.ListOf;
import dev.keelson.core.agentapi.ClientType.MapOf;
import dev.keelson.core.agentapi.ClientType.Named;
import dev.keelson.core.agentapi.ClientType.Nullable;
import dev.keelson.core.agentapi.ClientType.OneOf;
import dev.keelson.core.agentapi.ClientType.Scalar;
import dev.keelson.core.agentapi.ClientTypes.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads a JSON Schema as types. What a type can't say becomes {@link Scalar#ANYTHING}; the server checks it anyway. */
final class ClientTypeReader {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_DECLARATIONS = 500;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_CHOICES = 200;
    private static final int MAX_NAME = 120;

    private final JsonNode root;
    private final String rootName;
    private final List<Declaration> declarations = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** What references point to, as far as it is read or being read. */
    private final Map<String, ClientType> references = new HashMap<>();

    private final Set<String> circles = new HashSet<>();
    private int depth;

    private ClientTypeReader(JsonNode root, String rootName) {
        this.root = root;
        this.rootName = rootName;
    }

    /** {@code name}: of the whole schema's type; all others begin with it. */
    static ClientTypes read(JsonNode schema, String name) {
        var reader = new ClientTypeReader(schema, name);
        ClientType type = reader.reference("#", name);
        return new ClientTypes(name, type, reader.declarations);
    }

    /** The type that a reference within the schema points to, read once. */
    private ClientType reference(String pointer, String name) {
        ClientType known = references.get(pointer);
        if (known != null) {
            circles.add(pointer);
            return known;
        }
        JsonNode target = target(pointer);
        String unique = unique(name);
        references.put(pointer, new Named(unique));
        ClientType type = type(target, unique);
        references.put(pointer, type);
        if (circles.contains(pointer) && !type.equals(new Named(unique))) {
            declarations.add(new ClientTypes.Alias(unique, type));
            return new Named(unique);
        }
        return type;
    }

    private JsonNode target(String pointer) {
        try {
            return root.at(JsonPointer.compile(pointer.substring(1)));
        } catch (IllegalArgumentException anchor) {
            return root.at("/$defs/" + pointer.substring(1));
        }
    }

    /** {@code name} is taken already: what is declared for this schema itself bears it. */
    private ClientType type(JsonNode schema, String name) {
        if (!schema.isObject() || depth >= MAX_DEPTH || declarations.size() >= MAX_DECLARATIONS) {
            return Scalar.ANYTHING;
        }
        depth++;
        try {
            return known(schema, name);
        } finally {
            depth--;
        }
    }

    private ClientType known(JsonNode schema, String name) {
        String reference = schema.path("$ref").asText("");
        if (reference.startsWith("#")) {
            String last = reference.substring(reference.lastIndexOf('/') + 1);
            return reference(reference, reference.equals("#") ? rootName : rootName + Words.pascal(last, "Part"));
        }
        if (schema.has("const") || schema.has("enum")) {
            return choice(schema, name);
        }
        if (schema.has("properties")) {
            return nullIfAllowed(schema, structure(schema, name));
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(keyword).isArray()) {
                return composed(schema.get(keyword), name, keyword.equals("allOf"));
            }
        }
        return byType(schema, name);
    }

    private ClientType composed(JsonNode parts, String name, boolean all) {
        if (all) {
            return parts.size() == 1 ? type(parts.get(0), name) : Scalar.ANYTHING;
        }
        List<ClientType> options = new ArrayList<>();
        boolean nullable = false;
        for (JsonNode part : parts) {
            if (part.path("type").asText().equals("null")) {
                nullable = true;
            } else {
                options.add(type(part, options.isEmpty() ? name : unique(name + "Option" + (options.size() + 1))));
            }
        }
        return nullIf(nullable, oneOf(options));
    }

    private ClientType byType(JsonNode schema, String name) {
        List<ClientType> options = types(schema).stream()
                .filter(type -> !type.equals("null"))
                .map(type -> ofType(type, schema, name))
                .toList();
        return nullIfAllowed(schema, oneOf(options));
    }

    private ClientType ofType(String type, JsonNode schema, String name) {
        return switch (type) {
            case "string" -> Scalar.TEXT;
            case "integer" -> Scalar.WHOLE;
            case "number" -> Scalar.DECIMAL;
            case "boolean" -> Scalar.FLAG;
            case "array" ->
                new ListOf(schema.has("items") ? type(schema.get("items"), unique(name + "Item")) : Scalar.ANYTHING);
            case "object" ->
                new MapOf(
                        schema.path("additionalProperties").isObject()
                                ? type(schema.get("additionalProperties"), unique(name + "Value"))
                                : Scalar.ANYTHING);
            default -> Scalar.ANYTHING;
        };
    }

    private ClientType structure(JsonNode schema, String name) {
        JsonNode properties = schema.get("properties");
        if (properties.size() > MAX_FIELDS) {
            return new MapOf(Scalar.ANYTHING);
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        List<ClientTypes.Field> fields = new ArrayList<>();
        properties
                .properties()
                .forEach(entry -> fields.add(new ClientTypes.Field(
                        entry.getKey(),
                        entry.getValue().path("description").asText(""),
                        type(entry.getValue(), unique(name + Words.pascal(entry.getKey(), "Field"))),
                        required.contains(entry.getKey()))));
        declarations.add(
                new ClientTypes.Structure(name, schema.path("description").asText(""), fields));
        return new Named(name);
    }

    private ClientType choice(JsonNode schema, String name) {
        List<JsonNode> values = schema.has("const")
                ? List.of(schema.get("const"))
                : StreamSupport.stream(schema.get("enum").spliterator(), false).toList();
        boolean nullable = values.stream().anyMatch(JsonNode::isNull);
        List<JsonNode> given = values.stream().filter(each -> !each.isNull()).toList();
        if (!given.isEmpty() && given.size() <= MAX_CHOICES && given.stream().allMatch(JsonNode::isTextual)) {
            List<String> texts =
                    given.stream().map(JsonNode::textValue).distinct().toList();
            declarations.add(
                    new ClientTypes.Choice(name, schema.path("description").asText(""), texts));
            return nullIf(nullable, new Named(name));
        }
        return nullIf(
                nullable,
                oneOf(given.stream()
                        .map(ClientTypeReader::scalar)
                        .distinct()
                        .map(ClientType.class::cast)
                        .toList()));
    }

    private static Scalar scalar(JsonNode value) {
        if (value.isTextual()) {
            return Scalar.TEXT;
        }
        if (value.isBoolean()) {
            return Scalar.FLAG;
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? Scalar.WHOLE : Scalar.DECIMAL;
        }
        return Scalar.ANYTHING;
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        if (type.isTextual()) {
            return List.of(type.asText());
        }
        return schema.has("items") ? List.of("array") : List.of();
    }

    private static ClientType oneOf(List<ClientType> options) {
        if (options.isEmpty() || options.contains(Scalar.ANYTHING)) {
            return Scalar.ANYTHING;
        }
        return options.size() == 1 ? options.get(0) : new OneOf(options);
    }

    private static ClientType nullIfAllowed(JsonNode schema, ClientType type) {
        return nullIf(types(schema).contains("null"), type);
    }

    private static ClientType nullIf(boolean nullable, ClientType type) {
        return nullable && !(type instanceof Nullable) && type != Scalar.ANYTHING ? new Nullable(type) : type;
    }

    private String unique(String wanted) {
        String base = wanted.substring(0, Math.min(wanted.length(), MAX_NAME));
        String name = base;
        for (int number = 2; !names.add(name); number++) {
            name = base + number;
        }
        return name;
    }
}

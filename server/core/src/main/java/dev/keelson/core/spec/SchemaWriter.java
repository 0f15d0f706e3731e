package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.FieldType.ListOf;
import dev.keelson.core.spec.FieldType.OneOf;
import dev.keelson.core.spec.FieldType.Scalar;
import dev.keelson.core.spec.FieldType.Structure;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes fields as JSON Schema 2020-12: closed objects, keywords and fields in the author's order. */
final class SchemaWriter {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String MEANINGS = "x-keelson-values";

    private SchemaWriter() {}

    static JsonNode write(List<Field> fields) {
        ObjectNode root = Json.object().put("$schema", DIALECT);
        writeObject(root.put("type", "object"), fields);
        // Numbers become what a reader of the stored schema gets, so that both are equal.
        return Json.parse(Json.text(root));
    }

    private static void writeObject(ObjectNode schema, List<Field> fields) {
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        fields.stream().filter(field -> field.qualifiers().required()).forEach(field -> required.add(field.name()));
        ObjectNode properties = schema.putObject("properties");
        fields.forEach(field -> properties.set(field.name(), fieldSchema(field)));
    }

    private static ObjectNode fieldSchema(Field field) {
        Qualifiers qualifiers = field.qualifiers();
        ObjectNode schema = Json.object().put("description", field.description());
        writeType(schema, field.type());
        field.type().sized().ifPresent(sized -> {
            putBound(schema, sized.minKeyword(), qualifiers.min());
            putBound(schema, sized.maxKeyword(), qualifiers.max());
        });
        if (qualifiers.pattern() != null) {
            schema.put("pattern", qualifiers.pattern());
        }
        if (qualifiers.nullable()) {
            allowNull(schema);
        }
        return schema;
    }

    private static void writeType(ObjectNode schema, FieldType type) {
        if (type instanceof Scalar scalar) {
            writeScalar(schema, scalar);
        } else if (type instanceof OneOf oneOf) {
            writeOneOf(schema, oneOf);
        } else if (type instanceof Structure structure) {
            writeObject(schema.put("type", "object"), structure.fields());
        } else if (type instanceof ListOf list) {
            writeType(schema.put("type", "array").putObject("items"), list.items());
        }
    }

    private static void writeScalar(ObjectNode schema, Scalar scalar) {
        schema.put("type", scalar.jsonType());
        if (!scalar.format().isEmpty()) {
            schema.put("format", scalar.format());
        }
        if (!scalar.mediaType().isEmpty()) {
            schema.put("contentEncoding", "base64").put("contentMediaType", scalar.mediaType());
        }
    }

    private static void writeOneOf(ObjectNode schema, OneOf oneOf) {
        ArrayNode values = schema.put("type", "string").putArray("enum");
        oneOf.values().forEach(values::add);
        if (!oneOf.meanings().isEmpty()) {
            ObjectNode meanings = schema.putObject(MEANINGS);
            oneOf.meanings().forEach(meanings::put);
        }
    }

    private static void putBound(ObjectNode schema, String keyword, @Nullable BigDecimal bound) {
        if (bound == null) {
            return;
        }
        BigDecimal plain = bound.stripTrailingZeros();
        if (plain.scale() <= 0) {
            schema.put(keyword, plain.longValueExact());
        } else {
            schema.put(keyword, plain);
        }
    }

    private static void allowNull(ObjectNode schema) {
        String type = schema.path("type").asText();
        schema.putArray("type").add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
    }
}

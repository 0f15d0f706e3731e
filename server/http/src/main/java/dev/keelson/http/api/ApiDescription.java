package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.http.ApiRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The OpenAPI description of this API. Request bodies are validated against its schemas, so that description and behaviour
 * can't drift apart.
 */
final class ApiDescription {
    private static final String RESOURCE = "openapi.json";
    private static final String SCHEMAS = "#/components/schemas/";
    /** Where a schema that stands alone has its parts. */
    private static final String DEFINITIONS = "#/$defs/";

    /** Beside the main document, each a part of it by feature: paths and components. */
    private static final List<String> PARTS = List.of(
            "agent-api",
            "agent-files",
            "alias-policies",
            "audit",
            "compilations",
            "consumers",
            "contracts",
            "schema-changes",
            "suites",
            "webhooks");

    private static final JsonNode JSON = load();
    private static final byte[] BYTES = Json.bytes(JSON);

    private ApiDescription() {}

    static byte[] bytes() {
        return BYTES;
    }

    static JsonNode json() {
        return JSON;
    }

    /** The shape of a request body. */
    static final class BodySchema {
        private final CompiledSchema schema;

        private BodySchema(CompiledSchema schema) {
            this.schema = schema;
        }

        /** {@code name}: of a schema in the description's components. */
        static BodySchema named(String name) {
            if (!JSON.at("/components/schemas/" + name).isObject()) {
                throw new IllegalArgumentException("name: " + name + " (expected: a schema of " + RESOURCE + ")");
            }
            ObjectNode document = Json.object().put("$ref", DEFINITIONS + name);
            document.set(
                    "$defs",
                    Json.parse(Json.text(JSON.at("/components/schemas")).replace(SCHEMAS, DEFINITIONS)));
            return new BodySchema(CompiledSchema.of(document));
        }

        /**
         * The body, or an empty object if there is none; such a request has no query. Fails with {@link ErrorCode#REQUEST_INVALID} and every
         * violation.
         */
        JsonNode read(ApiRequest request) {
            request.requireNoQuery();
            return readBody(request);
        }

        /** Like {@link #read}, where the request may have a query. */
        JsonNode readBody(ApiRequest request) {
            JsonNode body = request.body().length == 0 ? Json.object() : request.json();
            List<Violation> violations = schema.validate(body);
            if (!violations.isEmpty()) {
                throw new KeelsonException(
                        ErrorCode.REQUEST_INVALID, "the body does not have the expected form", violations);
            }
            return body;
        }
    }

    private static JsonNode load() {
        ObjectNode whole = (ObjectNode) read(RESOURCE);
        PARTS.forEach(part -> merge(whole, read("openapi/" + part + ".json"), part));
        return whole;
    }

    private static void merge(ObjectNode whole, JsonNode part, String name) {
        part.properties().forEach(entry -> {
            JsonNode there = whole.get(entry.getKey());
            if (there == null) {
                whole.set(entry.getKey(), entry.getValue());
            } else if (there instanceof ObjectNode object && entry.getValue().isObject()) {
                merge(object, entry.getValue(), name + "/" + entry.getKey());
            } else {
                throw new IllegalStateException("described twice: " + name + "/" + entry.getKey());
            }
        });
    }

    private static JsonNode read(String resource) {
        try (InputStream in = ApiDescription.class.getResourceAsStream(resource)) {
            return Json.parse(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

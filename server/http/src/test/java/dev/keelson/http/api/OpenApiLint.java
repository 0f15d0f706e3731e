package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is wrong with an OpenAPI 3.1 document: by the official schema, by a parser that others wrote, and by rules that
 * neither knows.
 */
final class OpenApiLint {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Schema OFFICIAL = official();

    private final JsonNode document;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> operationIds = new HashSet<>();

    private OpenApiLint(JsonNode document) {
        this.document = document;
    }

    /** Empty when nothing is wrong. */
    static List<String> findings(JsonNode document) {
        return new OpenApiLint(document).lint();
    }

    private List<String> lint() {
        OFFICIAL.validate(document).forEach(error -> findings.add("schema: " + error));
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(Json.text(document), null, options);
        parsed.getMessages().forEach(message -> findings.add("parser: " + message));
        checkReferences();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> VERBS.contains(verb.getKey()))
                        .forEach(verb -> checkOperation(path.getKey(), path.getValue(), verb.getValue())));
        checkExamples(document);
        return findings;
    }

    private void checkReferences() {
        Set<String> used = new HashSet<>();
        document.findValues("$ref").forEach(reference -> used.add(reference.asText()));
        used.stream()
                .filter(reference -> !reference.startsWith("#/")
                        || document.at(reference.substring(1)).isMissingNode())
                .forEach(reference -> findings.add("dangling " + reference));
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            document.at("/components/" + kind).fieldNames().forEachRemaining(name -> {
                String pointer = "#/components/" + kind + "/" + name;
                if (used.stream().noneMatch(each -> each.equals(pointer) || each.startsWith(pointer + "/"))) {
                    findings.add("unused " + pointer);
                }
            });
        }
    }

    private void checkOperation(String path, JsonNode item, JsonNode operation) {
        String id = operation.path("operationId").asText();
        if (!id.matches("[a-z][A-Za-z0-9]*") || !operationIds.add(id)) {
            findings.add("operationId " + id);
        }
        if (operation.path("summary").asText().isBlank()) {
            findings.add("no summary: " + id);
        }
        Set<String> declared = new TreeSet<>();
        List.of(item, operation)
                .forEach(level -> level.path("parameters").forEach(each -> {
                    JsonNode parameter = resolved(each);
                    if (parameter.path("in").asText().equals("path")) {
                        declared.add(parameter.path("name").asText());
                    }
                }));
        Set<String> named = new TreeSet<>();
        Matcher parameters = PARAMETER.matcher(path);
        while (parameters.find()) {
            named.add(parameters.group(1));
        }
        if (!declared.equals(named)) {
            findings.add("parameters of " + path + ": " + declared);
        }
        checkResponses(id, operation.path("responses"));
    }

    private void checkResponses(String id, JsonNode responses) {
        boolean succeeds =
                responses.properties().stream().anyMatch(each -> each.getKey().startsWith("2"));
        boolean fails = responses.properties().stream()
                .anyMatch(each -> each.getKey().startsWith("4") || each.getKey().equals("default"));
        if (!succeeds || !fails) {
            findings.add("responses of " + id + ": neither success nor failure may be missing");
        }
    }

    /** Of media types and parameters, wherever they stand. */
    private void checkExamples(JsonNode node) {
        if (node.path("examples").isObject() && node.has("schema")) {
            CompiledSchema schema = CompiledSchema.of(standalone(node.get("schema")));
            node.get("examples")
                    .properties()
                    .forEach(example -> schema.validate(example.getValue().get("value"))
                            .forEach(violation -> findings.add(
                                    example.getKey() + " " + violation.pointer() + ": " + violation.message())));
        }
        node.forEach(this::checkExamples);
    }

    private JsonNode standalone(JsonNode schema) {
        ObjectNode whole = Json.object();
        whole.set("allOf", Json.mapper().createArrayNode().add(schema));
        whole.set("$defs", document.at("/components/schemas"));
        return Json.parse(Json.text(whole).replace("\"" + SCHEMAS, "\"#/$defs/"));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Schema official() {
        try (InputStream in = OpenApiLint.class.getResourceAsStream("openapi-3.1-schema.json")) {
            JsonNode schema = Json.parse(Objects.requireNonNull(in, "schema").readAllBytes());
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

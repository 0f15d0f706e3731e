package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.FieldSelection;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.spec.Example;
import java.util.List;
import java.util.function.Function;

/** Writes the OpenAPI 3.1 description of one agent: exactly its contract, with the author's examples. */
public final class OpenApiDocument {
    private static final ClientTemplate FRAME = ClientTemplate.load("openapi.json");
    private static final String SCHEMAS = "#/components/schemas/";
    /** Examples beyond this are left out: they are there to be read. */
    private static final int MAX_EXAMPLE_CHARACTERS = 64 << 10;

    private static final int MAX_DESCRIPTION = 4_000;
    private static final List<String> ANSWER_HEADERS = List.of(
            "Keelson-Execution-Id",
            "Keelson-Version",
            "Keelson-Contract",
            "Keelson-Alias",
            "Keelson-Model",
            "Keelson-Cost",
            "Idempotency-Replayed",
            "Deprecation",
            "Sunset");

    private final AgentApi api;
    private final String inputName;
    private final String outputName;
    private final List<Example> examples;

    private OpenApiDocument(AgentApi api) {
        this.api = api;
        inputName = api.typePrefix() + "Input";
        outputName = api.typePrefix() + "Output";
        examples = shown(api.definition().examples());
    }

    /** The same agent gives the same document. */
    public static ObjectNode write(AgentApi api) {
        return new OpenApiDocument(api).write();
    }

    private ObjectNode write() {
        ObjectNode document = (ObjectNode) Json.parse(FRAME.fill(java.util.Map.of()));
        writeInfo((ObjectNode) document.get("info"));
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        schemas.set(
                inputName,
                EmbeddedSchema.at(
                        SCHEMAS + inputName, api.definition().contract().input()));
        schemas.set(
                outputName,
                EmbeddedSchema.at(
                        SCHEMAS + outputName, api.definition().contract().output()));
        ObjectNode post = document.withObject("/paths").putObject(api.path()).putObject("post");
        writeOperation(post);
        return document;
    }

    private void writeInfo(ObjectNode info) {
        info.put("title", api.definition().title());
        info.put("version", api.contractLabel());
        info.put("description", cut(api.definition().purpose()));
        info.put("x-keelson-agent", api.agent());
        if (api.version() != null) {
            info.put("x-keelson-version", api.version());
        }
        info.put("x-keelson-contract-digest", api.definition().contract().digest());
    }

    private void writeOperation(ObjectNode post) {
        post.put("operationId", "run" + api.typePrefix());
        post.put("summary", "Run the agent: the body is the input, the answer is exactly the output");
        ArrayNode parameters = post.putArray("parameters");
        List.of("IdempotencyKey", "StickyKey", "Contract")
                .forEach(name -> parameters.addObject().put("$ref", "#/components/parameters/" + name));
        parameters.add(fieldsParameter());
        ObjectNode request = post.putObject("requestBody").put("required", true);
        ObjectNode json = request.putObject("content").putObject("application/json");
        json.putObject("schema").put("$ref", SCHEMAS + inputName);
        writeExamples(json, Example::input);
        ObjectNode responses = post.putObject("responses");
        writeAnswer(responses.putObject("200"));
        RunProblems.byStatus()
                .forEach((status, codes) -> writeProblem(responses.putObject(status.toString()), status, codes));
    }

    private ObjectNode fieldsParameter() {
        ObjectNode parameter = Json.object()
                .put("name", "fields")
                .put("in", "query")
                .put(
                        "description",
                        "Only these fields of the output, as JSON Pointers; the whole output is checked in any case")
                .put("style", "form")
                .put("explode", false);
        ObjectNode schema = parameter.putObject("schema").put("type", "array").put("minItems", 1);
        ObjectNode items = schema.putObject("items").put("type", "string");
        List<String> fields =
                FieldSelection.fieldsOf(api.definition().contract().output());
        if (!fields.isEmpty()) {
            ArrayNode values = items.putArray("enum");
            fields.forEach(values::add);
        }
        return parameter;
    }

    private void writeAnswer(ObjectNode answer) {
        answer.put("description", "The output, valid against its schema; with fields, that part of it");
        ObjectNode headers = answer.putObject("headers");
        ANSWER_HEADERS.forEach(
                name -> headers.putObject(name).put("$ref", "#/components/headers/" + name.replace("-", "")));
        ObjectNode content = answer.putObject("content");
        ObjectNode json = content.putObject("application/json");
        json.putObject("schema").put("$ref", SCHEMAS + outputName);
        writeExamples(json, Example::output);
        ObjectNode events = content.putObject("text/event-stream");
        events.putObject("schema")
                .put("type", "string")
                .put(
                        "description",
                        "Events started, step, output.delta (unchecked text) and skipped, then exactly one: output"
                                + " with the output, or error or interrupted with a problem");
        ObjectNode last = events.putObject("x-keelson-events");
        last.putObject("output").put("$ref", SCHEMAS + outputName);
        last.putObject("error").put("$ref", SCHEMAS + "Problem");
        last.putObject("interrupted").put("$ref", SCHEMAS + "Problem");
    }

    private static void writeProblem(ObjectNode response, int status, List<ErrorCode> codes) {
        StringBuilder description = new StringBuilder();
        codes.forEach(code -> description
                .append(description.isEmpty() ? "" : "; ")
                .append(code.id())
                .append(": ")
                .append(code.advice()));
        response.put("description", description.toString());
        if (status == 429 || status == 503 || status == 409) {
            response.putObject("headers").putObject("Retry-After").put("$ref", "#/components/headers/RetryAfter");
        }
        ObjectNode schema = response.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema");
        ArrayNode all = schema.putArray("allOf");
        all.addObject().put("$ref", SCHEMAS + "Problem");
        ArrayNode values = all.addObject()
                .put("type", "object")
                .putObject("properties")
                .putObject("code")
                .putArray("enum");
        codes.forEach(code -> values.add(code.id()));
    }

    private void writeExamples(ObjectNode media, Function<Example, JsonNode> value) {
        if (examples.isEmpty()) {
            return;
        }
        ObjectNode all = media.putObject("examples");
        for (int i = 0; i < examples.size(); i++) {
            ObjectNode one = all.putObject("example-" + (i + 1));
            one.put("summary", examples.get(i).title());
            one.set("value", value.apply(examples.get(i)));
        }
    }

    private static List<Example> shown(List<Example> all) {
        int characters = 0;
        int count = 0;
        for (Example example : all) {
            characters += Json.text(example.input()).length()
                    + Json.text(example.output()).length();
            if (characters > MAX_EXAMPLE_CHARACTERS) {
                break;
            }
            count++;
        }
        return all.subList(0, count);
    }

    private static String cut(String text) {
        return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION) + "...";
    }
}

package dev.keelson.provider.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of the example agents as requests: what the host makes of its spec, and its labelled inputs. */
record ExampleAgent(String name, JsonNode parts) {
    static final List<String> NAMES = List.of("moderate-listing", "triage-ticket", "extract-incident");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("../../../dist/examples");

    static ExampleAgent load(String name) {
        try (InputStream resource = ExampleAgent.class.getResourceAsStream("/agents/" + name + ".json")) {
            return new ExampleAgent(name, MAPPER.readTree(Objects.requireNonNull(resource, name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ChatRequest request(JsonNode input) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(parts.path("instructions").asText()));
        for (JsonNode example : parts.path("examples")) {
            messages.add(Message.user(example.path("input").toString()));
            messages.add(Message.assistant(example.path("output").toString()));
        }
        messages.add(Message.user(input.toString()));
        return ChatRequest.model(LocalProvider.MODEL)
                .messages(messages)
                .outputSchema(OutputSchema.of(name, schema()))
                .build();
    }

    @SuppressWarnings("unchecked") // the schema is a JSON object
    Map<String, Object> schema() {
        return MAPPER.convertValue(parts.path("outputSchema"), Map.class);
    }

    /** {@code split}: {@code dev}, which the provider was tuned on, or {@code test}, which it is judged by. */
    List<JsonNode> labelled(String split) {
        return lines("labelled.jsonl").stream()
                .filter(line -> line.path("split").asText().equals(split))
                .toList();
    }

    List<JsonNode> demoInputs() {
        return lines("inputs.jsonl");
    }

    String spec() {
        try {
            return Files.readString(EXAMPLES.resolve(name).resolve("spec.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<JsonNode> lines(String file) {
        try (var lines = Files.lines(EXAMPLES.resolve(name).resolve(file))) {
            return lines.map(ExampleAgent::json).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

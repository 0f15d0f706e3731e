package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An input with the output that people say is right. The {@code dev} split is what the agents were tuned on. */
record LabelledInput(String split, JsonNode input, JsonNode expected) {

    /** Of one agent's {@code labelled.jsonl}. */
    static List<LabelledInput> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(ApiClient::json)
                    .map(each ->
                            new LabelledInput(each.get("split").textValue(), each.get("input"), each.get("expected")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

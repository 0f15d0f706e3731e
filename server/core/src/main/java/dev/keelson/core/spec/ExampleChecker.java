package dev.keelson.core.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.ExampleReader.JsonBlock;
import dev.keelson.core.spec.ExampleReader.Part;
import dev.keelson.core.spec.ExampleReader.WrittenExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns written examples into values and holds them against the schemas. */
final class ExampleChecker {
    private final Map<Part, CompiledSchema> schemas;
    private final SpecProblems problems;

    /** {@code schemas} lacks those that could not be compiled: the examples are not judged by them. */
    ExampleChecker(Map<Part, CompiledSchema> schemas, SpecProblems problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    /** The examples whose two values are readable JSON. */
    List<Example> check(List<WrittenExample> written) {
        List<Example> examples = new ArrayList<>();
        for (WrittenExample example : written) {
            Optional<JsonNode> input = value(example, Part.INPUT);
            Optional<JsonNode> output = value(example, Part.OUTPUT);
            if (input.isPresent() && output.isPresent()) {
                examples.add(new Example(example.title(), input.get(), output.get()));
            }
        }
        return examples;
    }

    private Optional<JsonNode> value(WrittenExample example, Part part) {
        JsonBlock block = example.parts().get(part);
        if (block == null) {
            return Optional.empty();
        }
        String name = "example " + SpecProblems.quote(example.title()) + ", " + part.word();
        Optional<JsonNode> value = parse(block, name);
        CompiledSchema schema = schemas.get(part);
        if (schema != null) {
            value.ifPresent(json -> report(schema.validate(json), block, name));
        }
        return value;
    }

    private Optional<JsonNode> parse(JsonBlock block, String name) {
        try {
            return Optional.of(Json.parse(block.text()));
        } catch (KeelsonException malformed) {
            String reason = malformed.text();
            int line = block.line();
            if (malformed.getCause() instanceof JsonProcessingException cause && cause.getLocation() != null) {
                reason = cause.getOriginalMessage();
                line += Math.max(0, cause.getLocation().getLineNr());
            }
            problems.at(line).report(SpecProblem.EXAMPLE_JSON, name + ": " + reason + " (expected: one JSON value)");
            return Optional.empty();
        }
    }

    private void report(List<Violation> violations, JsonBlock block, String name) {
        if (violations.isEmpty()) {
            return;
        }
        JsonLines lines = JsonLines.of(block.text());
        for (Violation violation : violations) {
            String pointer = violation.pointer();
            String where = pointer.isEmpty() ? "" : " " + pointer;
            problems.add(new Violation(
                    pointer,
                    block.line() + lines.lineOf(pointer),
                    SpecProblem.EXAMPLE_INVALID.id(),
                    name + where + ": " + violation.message() + " (expected: a value that fits the section's fields)"));
        }
    }
}

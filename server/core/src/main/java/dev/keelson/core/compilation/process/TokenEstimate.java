package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.execution.PromptBuilder;
import java.util.List;

/**
 * Estimates the tokens of one execution that needs no repair: 4 characters count as a token in what is typical, 3 in what
 * is the most, as for routing.
 *
 * @param prompt of instructions, examples and output schema
 * @param typicalInput of the examples' inputs, or of a made-up one
 * @param mostInput of an input with every bound used up; texts without a bound count with 8,000 characters
 * @param typicalOutput of the examples' outputs, or of a made-up one
 * @param mostOutput of an output with every bound used up
 */
record TokenEstimate(long prompt, long typicalInput, long mostInput, long typicalOutput, long mostOutput) {
    private static final int USUAL = 4;
    private static final int DENSE = 3;
    private static final int UNBOUNDED_TEXT = 8_000;
    private static final int UNBOUNDED_LIST = 20;
    private static final int MAX_DEPTH = 16;
    private static final long MOST = 10_000_000;

    static TokenEstimate of(AgentDefinition definition) {
        JsonNode input = definition.contract().input();
        JsonNode output = definition.contract().output();
        long prompt = PromptBuilder.fixed(definition).stream()
                        .mapToLong(message -> message.content().length())
                        .sum()
                + Json.text(output).length();
        List<JsonNode> inputs =
                definition.examples().stream().map(each -> each.input()).toList();
        List<JsonNode> outputs =
                definition.examples().stream().map(each -> each.output()).toList();
        return new TokenEstimate(
                prompt / USUAL,
                typical(inputs, input),
                most(input, 0) / DENSE,
                typical(outputs, output),
                most(output, 0) / DENSE);
    }

    private static long typical(List<JsonNode> examples, JsonNode schema) {
        List<JsonNode> values = examples.isEmpty() ? List.of(ValueMaker.full(schema)) : examples;
        return (long) values.stream()
                        .mapToInt(value -> Json.text(value).length())
                        .average()
                        .orElse(0)
                / USUAL;
    }

    private static long most(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return 0;
        }
        if (schema.has("properties")) {
            long sum = 2;
            for (var each : schema.get("properties").properties()) {
                sum += each.getKey().length() + 4 + most(each.getValue(), depth + 1);
            }
            return Math.min(MOST, sum);
        }
        if (schema.has("items")) {
            long items = schema.path("maxItems").asLong(UNBOUNDED_LIST);
            return Math.min(MOST, items * (1 + most(schema.get("items"), depth + 1)));
        }
        if (schema.has("enum")) {
            long longest = 4;
            for (JsonNode value : schema.get("enum")) {
                longest = Math.max(longest, value.asText().length() + 2);
            }
            return longest;
        }
        boolean plain = SchemaWalk.hasType(schema, "string") && !schema.has("format") && !schema.has("contentEncoding");
        return plain ? Math.min(MOST, schema.path("maxLength").asLong(UNBOUNDED_TEXT)) : 30;
    }
}

package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the inputs that were really sent a new input schema would refuse.
 *
 * @param lookedAt at most {@value #MAX_INPUTS} inputs, the first of those given
 * @param example the smallest input that would break, null without one
 */
public record RecordedTraffic(
        int lookedAt, int wouldBreak, @Nullable CounterExample example) {
    public static final int MAX_INPUTS = 1_000;

    /** Validates each input: not for an event loop. */
    public static RecordedTraffic against(List<JsonNode> inputs, JsonNode newInputSchema) {
        CompiledSchema schema = CompiledSchema.of(newInputSchema);
        int wouldBreak = 0;
        CounterExample smallest = null;
        List<JsonNode> some = inputs.subList(0, Math.min(inputs.size(), MAX_INPUTS));
        for (JsonNode input : some) {
            List<Violation> violations = schema.validate(input);
            if (!violations.isEmpty()) {
                wouldBreak++;
                CounterExample example = new CounterExample(Direction.INPUT, input, violations);
                smallest = smallest == null || CounterExamples.size(example) < CounterExamples.size(smallest)
                        ? example
                        : smallest;
            }
        }
        return new RecordedTraffic(some.size(), wouldBreak, smallest);
    }
}

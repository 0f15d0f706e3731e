package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.Violation;
import java.util.List;
import java.util.Optional;

/** The two schemas of a direction as the validator reads them, to try instances against. Safe for concurrent use. */
record Trial(Direction direction, CompiledSchema writer, CompiledSchema reader) {

    /** Empty when the validator can't read one of the schemas. */
    static Optional<Trial> of(Direction direction, JsonNode old, JsonNode next) {
        try {
            CompiledSchema before = CompiledSchema.of(old);
            CompiledSchema after = CompiledSchema.of(next);
            boolean input = direction == Direction.INPUT;
            return Optional.of(new Trial(direction, input ? before : after, input ? after : before));
        } catch (RuntimeException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }

    /** The instance with its violations, when the writing schema accepts it and the reading one does not. */
    Optional<CounterExample> disprove(JsonNode instance) {
        try {
            List<Violation> violations = reader.validate(instance);
            return violations.isEmpty() || !writer.validate(instance).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CounterExample(direction, instance, violations));
        } catch (RuntimeException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }
}

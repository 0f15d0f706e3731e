package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.Violation;
import java.util.List;

/**
 * One value that shows that a change breaks: an input that the old schema accepts and the new one refuses, or an output
 * that the new one allows and the old one refuses. Both were checked by the validator.
 *
 * @param violations of the schema that refuses the value
 */
public record CounterExample(Direction direction, JsonNode instance, List<Violation> violations) {

    public CounterExample {
        violations = List.copyOf(violations);
    }
}

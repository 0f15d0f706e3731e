package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * What must hold between an input and its output, because a rule says so in a form that leaves no room.
 *
 * @param ruleId of the rule
 * @param schema JSON Schema 2020-12 over {@code {"input": ..., "output": ...}}
 * @param text the invariant in words, for people and for the model that is asked to repair its output
 */
public record Invariant(String ruleId, JsonNode schema, String text) {

    public Invariant {
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(text, "text");
    }
}

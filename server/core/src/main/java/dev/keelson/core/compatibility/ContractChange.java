package dev.keelson.core.compatibility;

import java.util.Objects;

/**
 * One difference between two contracts.
 *
 * @param pointer JSON Pointer into the schema of that direction, such as {@code /properties/queue/enum}; into the new
 *     schema, or into the old one for what was removed
 * @param rule id of the rule that judged, such as {@code output.enum.value-added}
 * @param reason one plain sentence: what differs and who feels it
 */
public record ContractChange(Direction direction, String pointer, ChangeClass changeClass, String rule, String reason) {

    public ContractChange {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(changeClass, "changeClass");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
    }
}

package dev.keelson.core.agent;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A version that an alias serves, with its share.
 *
 * @param weight 1 to 10,000; the share is weight divided by the sum of the alias's weights
 */
public record AliasTarget(int version, int weight) {
    private static final int MAX_TARGETS = 10;
    private static final int MAX_WEIGHT = 10_000;

    /** Throws {@link ErrorCode#REQUEST_INVALID} with everything that is wrong with the targets of an alias. */
    public static void requireValid(List<AliasTarget> targets) {
        List<Violation> violations = new ArrayList<>();
        if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
            violations.add(
                    Violation.at("/targets", "size", targets.size() + " targets (expected: 1 to " + MAX_TARGETS + ")"));
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            AliasTarget target = targets.get(i);
            if (!seen.add(target.version())) {
                violations.add(Violation.at("/targets/" + i, "unique", "version given twice: " + target.version()));
            }
            if (target.weight() < 1 || target.weight() > MAX_WEIGHT) {
                violations.add(Violation.at(
                        "/targets/" + i + "/weight",
                        "range",
                        "weight: " + target.weight() + " (expected: 1 to " + MAX_WEIGHT + ")"));
            }
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the targets do not fit", violations);
        }
    }
}

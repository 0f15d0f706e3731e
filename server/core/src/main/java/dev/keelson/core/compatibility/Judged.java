package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one direction: by the rules, and by trying values.
 *
 * @param example null when no value was found that one side sends and the other refuses
 */
record Judged(
        Direction direction,
        List<ContractChange> changes,
        @Nullable CounterExample example) {
    /** Instances that are tried to show a break, and to cross-check a verdict of compatible. */
    private static final int SEARCH = 1_500;

    private static final int CROSS_CHECK = 300;

    static Judged of(Direction direction, JsonNode old, JsonNode next) {
        List<ContractChange> changes = ContractComparator.changes(direction, old, next);
        if (Values.same(Contract.assertions(old), Contract.assertions(next))) {
            return new Judged(direction, changes, null);
        }
        int instances = harmless(changes) ? CROSS_CHECK : SEARCH;
        return new Judged(
                direction,
                changes,
                new CounterExamples(instances)
                        .find(direction, old, next, changes)
                        .orElse(null));
    }

    ChangeClass worst() {
        return ContractComparator.worst(changes);
    }

    /** The changes, and one more when a value was found though all of them are compatible. */
    List<ContractChange> disproved() {
        if (example == null || !harmless(changes)) {
            return changes;
        }
        List<ContractChange> corrected = new ArrayList<>(changes);
        corrected.add(new ContractChange(
                direction, "", ChangeClass.BREAKING, Rule.DISPROVED.id(direction), Rule.DISPROVED.meaning()));
        return corrected;
    }

    private static boolean harmless(List<ContractChange> changes) {
        return ContractComparator.worst(changes).compareTo(ChangeClass.COMPATIBLE) <= 0;
    }
}

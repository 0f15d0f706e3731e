package dev.keelson.core.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two contracts.
 *
 * @param verdict the worst class among the changes, {@link ChangeClass#NONE} without any
 * @param changes input first, then in order of pointer
 * @param counterExample null when none was found, which proves nothing
 */
public record ContractComparison(
        ChangeClass verdict,
        List<ContractChange> changes,
        @Nullable CounterExample counterExample) {

    public ContractComparison {
        changes = List.copyOf(changes);
    }
}

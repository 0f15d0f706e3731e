package dev.keelson.core.schemachange;

import dev.keelson.core.compatibility.ContractChange;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who would feel a change of what an alias serves. */
@FunctionalInterface
public interface AffectedConsumers {

    /** At most 200, those who call most first. */
    Future<List<Consumer>> of(String agent, String alias, List<ContractChange> changes);

    /**
     * A key that uses the alias.
     *
     * @param name the key's name, its id where nothing else is known
     * @param calls how many of the alias's last executions were this key's
     * @param lastCallAt null when it has only declared that it will call
     * @param evidence one plain sentence: how it is known, and what the consumer uses
     */
    record Consumer(
            String keyId,
            String name,
            String owner,
            int calls,
            @Nullable Instant lastCallAt,
            String evidence) {}
}

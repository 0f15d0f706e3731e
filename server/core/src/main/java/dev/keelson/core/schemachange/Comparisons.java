package dev.keelson.core.schemachange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;

/**
 * Compares what an alias serves with what it is to serve: each contract of the one with each of the other, off the event
 * loop, and remembered, since versions never change. Safe for concurrent use.
 */
public final class Comparisons {
    private static final int MAX_REMEMBERED = 500;

    private final Vertx vertx;
    private final ContractComparer comparer;
    private final Cache<Pair, ContractComparison> memory =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    public Comparisons(Vertx vertx, ContractComparer comparer) {
        this.vertx = vertx;
        this.comparer = comparer;
    }

    /** The worst of all pairs, with the changes of each. */
    public Future<ContractComparison> between(List<Contract> served, List<Contract> next) {
        List<Pair> pairs = served.stream()
                .distinct()
                .flatMap(old -> next.stream().distinct().map(each -> new Pair(old, each)))
                .filter(pair -> !pair.old().equals(pair.next()))
                .toList();
        return vertx.executeBlocking(
                () -> merge(pairs.stream().map(this::compare).toList()), false);
    }

    private ContractComparison compare(Pair pair) {
        return memory.get(pair, each -> comparer.compare(each.old(), each.next()));
    }

    private static ContractComparison merge(List<ContractComparison> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        ChangeClass worst = all.stream().map(ContractComparison::verdict).reduce(ChangeClass.NONE, ChangeClass::worse);
        List<ContractChange> changes =
                all.stream().flatMap(each -> each.changes().stream()).distinct().toList();
        CounterExample first = all.stream()
                .map(ContractComparison::counterExample)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new ContractComparison(worst, changes, first);
    }

    private record Pair(Contract old, Contract next) {}
}

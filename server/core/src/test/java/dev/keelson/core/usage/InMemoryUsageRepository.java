package dev.keelson.core.usage;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps sums of usage in memory, for tests. Safe for concurrent use. */
public final class InMemoryUsageRepository implements UsageRepository {
    private final Map<Row, UsageSum> rows = new HashMap<>();

    private record Row(String writer, UsageKey key) {}

    @Override
    public synchronized Future<Void> putAll(List<UsageRollup> rollups) {
        rollups.forEach(rollup -> rows.put(new Row(rollup.writer(), rollup.key()), rollup.sum()));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<List<UsageGroup>> sum(UsageQuery query) {
        UsageDimension groupBy = query.groupBy();
        Map<String, UsageSum> sums = rows.entrySet().stream()
                .filter(row -> fits(query, row.getKey().key()))
                .collect(Collectors.toMap(
                        row -> groupBy == null ? "" : groupBy.of(row.getKey().key()),
                        Map.Entry::getValue,
                        UsageSum::plus));
        return Future.succeededFuture(sums.entrySet().stream()
                .map(group -> new UsageGroup(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingLong(
                                (UsageGroup group) -> -group.sum().costNanoUsd())
                        .thenComparing(UsageGroup::name))
                .limit(query.limit())
                .toList());
    }

    private static boolean fits(UsageQuery query, UsageKey key) {
        return !key.hour().isBefore(query.from())
                && key.hour().isBefore(query.to())
                && (query.agents().isEmpty() || query.agents().contains(key.agent()))
                && query.filters().entrySet().stream()
                        .allMatch(filter -> filter.getKey().of(key).equals(filter.getValue()));
    }
}

package dev.keelson.app;

import dev.keelson.core.providerconfig.ProviderSpend;
import dev.keelson.core.usage.UsageDimension;
import dev.keelson.core.usage.UsageGroup;
import dev.keelson.core.usage.UsageQuery;
import dev.keelson.core.usage.UsageRepository;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums what was metered in the last 24 hours. A provider with calls of unknown price has an unknown spend. */
record SpendOfADay(UsageRepository usage, Clock clock) implements ProviderSpend {
    private static final int MAX_PROVIDERS = 500;

    @Override
    public Future<Map<String, Long>> nanoUsd() {
        Instant now = clock.instant();
        return usage.sum(new UsageQuery(
                        now.minus(Duration.ofDays(1)), now, UsageDimension.PROVIDER, Map.of(), Set.of(), MAX_PROVIDERS))
                .map(SpendOfADay::known);
    }

    private static Map<String, Long> known(List<UsageGroup> groups) {
        return groups.stream()
                .filter(group -> group.sum().unpricedCalls() == 0)
                .collect(Collectors.toUnmodifiableMap(
                        UsageGroup::name, group -> group.sum().costNanoUsd()));
    }
}

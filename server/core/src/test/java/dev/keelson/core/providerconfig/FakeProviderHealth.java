package dev.keelson.core.providerconfig;

import dev.keelson.core.Fixtures;
import dev.keelson.core.resilience.BreakerState;
import dev.keelson.core.resilience.TargetStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows one model, {@code small}, of every provider that is not {@code local}; remembers what was cleared. */
public final class FakeProviderHealth implements ProviderHealth {
    public final List<String> cleared = new CopyOnWriteArrayList<>();

    @Override
    public List<TargetStatus> of(String provider) {
        if (provider.equals("local")) {
            return List.of();
        }
        return List.of(new TargetStatus(
                provider,
                "small",
                BreakerState.OPEN,
                Fixtures.NOW,
                5,
                412.5,
                null,
                0.25,
                20,
                Map.of("rate_limited", 3L, "timeout", 2L),
                "timeout",
                Fixtures.NOW,
                TargetStatus.Exclusion.QUOTA_EXHAUSTED,
                null,
                4,
                20));
    }

    @Override
    public void clear(String provider) {
        cleared.add(provider);
    }
}

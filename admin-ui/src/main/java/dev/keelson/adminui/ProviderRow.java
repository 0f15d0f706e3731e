package dev.keelson.adminui;

import dev.keelson.core.providerconfig.ProviderView;
import dev.keelson.core.resilience.BreakerState;
import dev.keelson.core.resilience.TargetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A provider with its health in a word.
 *
 * @param state for people, such as {@code degraded}
 * @param tone class of the word's colour: {@code good}, {@code warn}, {@code bad} or empty
 * @param since of the newest thing that is wrong; null when nothing is
 */
public record ProviderRow(
        ProviderView view,
        String state,
        String tone,
        @Nullable Instant since,
        List<HealthRow> models) {

    public ProviderRow {
        models = List.copyOf(models);
    }

    static ProviderRow of(ProviderView view) {
        List<HealthRow> models = view.health().stream().map(HealthRow::of).toList();
        long failing = view.health().stream().filter(ProviderRow::isLeftOut).count();
        Instant since = view.health().stream()
                .filter(ProviderRow::isLeftOut)
                .map(TargetStatus::breakerSince)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        if (view.state().problem() != null) {
            return new ProviderRow(view, "can't be used", "bad", null, models);
        }
        if (view.health().stream().allMatch(status -> status.calls() == 0)) {
            return new ProviderRow(view, "not called yet", "", null, models);
        }
        if (failing == 0) {
            return new ProviderRow(view, "working", "good", null, models);
        }
        long called =
                view.health().stream().filter(status -> status.calls() > 0).count();
        return failing >= called
                ? new ProviderRow(view, "failing", "bad", since, models)
                : new ProviderRow(view, "degraded", "warn", since, models);
    }

    /** Whether it can be changed here. */
    public boolean isStored() {
        return view.source() == ProviderView.Source.API;
    }

    private static boolean isLeftOut(TargetStatus status) {
        return status.breaker() != BreakerState.CLOSED || status.exclusion() != null || HealthRow.isFailing(status);
    }
}

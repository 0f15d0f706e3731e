package dev.keelson.core.resilience;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model at a provider stands, for people and metrics.
 *
 * @param breakerSince when the breaker took this state; null while it was always closed
 * @param consecutiveFailures since the last good answer
 * @param latencyMillis exponentially weighted mean of answered calls; null before the first
 * @param p95Millis of recent answered calls; null before there are 20
 * @param errorRate share of recent calls that failed in a way that says something about health, 0 to 1
 * @param errors count by error class since the start, such as {@code rate_limited}
 * @param lastError class of the last failure; null when there was none
 * @param exclusion why no call is sent although the breaker is closed; null when calls are sent
 * @param excludedUntil null when nobody knows
 * @param inFlight calls at the whole provider now
 * @param concurrencyLimit of the whole provider now
 */
public record TargetStatus(
        String provider,
        String model,
        BreakerState breaker,
        @Nullable Instant breakerSince,
        int consecutiveFailures,
        @Nullable Double latencyMillis,
        @Nullable Double p95Millis,
        double errorRate,
        long calls,
        Map<String, Long> errors,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Exclusion exclusion,
        @Nullable Instant excludedUntil,
        int inFlight,
        int concurrencyLimit) {

    public TargetStatus {
        errors = Map.copyOf(errors);
    }

    /** {@code provider/model}. */
    public String id() {
        return provider + "/" + model;
    }

    /** Why a target gets no calls for a while. */
    public enum Exclusion {
        /** The provider refused the credential; a good probe or a new configuration ends it. */
        CREDENTIAL_REFUSED,
        /** Money or quota is used up; an operator's check or the next month ends it. */
        QUOTA_EXHAUSTED,
        /** The provider asked for a pause. */
        COOLING
    }
}

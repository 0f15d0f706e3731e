package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many model calls and tokens a scope may use in a minute, on each node.
 *
 * @param revision from 1
 * @param requestsPerMinute null for no limit
 * @param tokensPerMinute input and output; null for no limit
 */
public record RateLimit(
        String name,
        UsageScope scope,
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        int revision,
        Instant changedAt,
        String changedBy) {
    private static final long MAX = 1_000_000_000_000L;

    /** Throws {@link ErrorCode#REQUEST_INVALID} with everything that is wrong. */
    public RateLimit {
        List<Violation> violations = new ArrayList<>(ScopeRules.violations(name, scope));
        requireRate(violations, "/requestsPerMinute", requestsPerMinute);
        requireRate(violations, "/tokensPerMinute", tokensPerMinute);
        if (requestsPerMinute == null && tokensPerMinute == null) {
            violations.add(Violation.at("", "required", "requestsPerMinute, tokensPerMinute or both are needed"));
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the rate limit is not valid", violations);
        }
    }

    private static void requireRate(List<Violation> violations, String pointer, @Nullable Long rate) {
        if (rate != null && (rate < 1 || rate > MAX)) {
            violations.add(Violation.at(pointer, "range", "rate: " + rate + " (expected: 1 to " + MAX + ")"));
        }
    }
}

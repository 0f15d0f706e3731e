package dev.keelson.core.usage;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.routing.CallCost;
import dev.keelson.plugin.api.provider.Usage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Budgets, limits and calls for tests. */
public final class BudgetFixtures {
    public static final Target MODEL = new Target("openai", "large");
    public static final UsageSubject TRIAGE = new UsageSubject("triage", 3, "production", "aaaaaaaaaa");

    private BudgetFixtures() {}

    /** A budget of everything, per month. */
    public static BudgetTerms terms(String name, long limitNanoUsd) {
        return new BudgetTerms(name, UsageScope.EVERYTHING, limitNanoUsd, BudgetWindow.MONTH, null, null);
    }

    public static Budget budget(String name, long limitNanoUsd) {
        return Budget.opened(terms(name, limitNanoUsd), Fixtures.NOW, "admin");
    }

    public static RateLimit rateLimit(String name, @Nullable Long requests, @Nullable Long tokens) {
        return new RateLimit(name, UsageScope.EVERYTHING, requests, tokens, 1, Fixtures.NOW, "admin");
    }

    public static CallEstimate estimate(long nanoUsd) {
        return new CallEstimate(MODEL, 100, 50, OptionalLong.of(nanoUsd));
    }

    public static CallEstimate unpriced() {
        return new CallEstimate(MODEL, 100, 50, OptionalLong.empty());
    }

    public static CallUsage used(long nanoUsd) {
        return new CallUsage(
                Usage.of(80, 20).withCachedInputTokens(10), new CallCost(OptionalLong.of(nanoUsd), "catalog 1"));
    }

    /** A clock that a test moves. */
    public static final class MovedClock extends Clock {
        private volatile Instant now = Fixtures.NOW;

        public void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a test needs UTC only");
        }
    }
}

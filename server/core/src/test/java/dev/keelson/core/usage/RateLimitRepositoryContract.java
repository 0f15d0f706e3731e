package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RateLimitRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class RateLimitRepositoryContract {
    private RateLimitRepository limits;

    /** A repository without rate limits. */
    protected abstract RateLimitRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        limits = emptyRepository();
    }

    @Test
    void givesBackWhatWasInserted() {
        var full = new RateLimit(
                "team", new UsageScope("triage", 3, "production", "aaaaaaaaaa"), 60L, 9L, 1, Fixtures.NOW, "admin");
        RateLimit plain = BudgetFixtures.rateLimit("all", null, 1_000_000_000_000L);

        assertThat(limits.insert(full).await()).isEqualTo(full);
        assertThat(limits.insert(plain).await()).isEqualTo(plain);

        assertThat(limits.find("team").await()).contains(full);
        assertThat(limits.find("other").await()).isEmpty();
        assertThat(limits.list().await()).containsExactly(plain, full);
    }

    @Test
    void refusesATakenName() {
        RateLimit first = insert("all");

        assertThat(Failures.codeOf(limits.insert(BudgetFixtures.rateLimit("all", 9L, null))))
                .isEqualTo(ErrorCode.RATE_LIMIT_EXISTS);
        assertThat(limits.find("all").await()).contains(first);
    }

    @Test
    void oneOfManyChangesOfOneRevisionWins() {
        RateLimit first = insert("all");

        Race<Boolean> race = Race.of(writer -> limits.replace(first.revision(), second(writer + 1)));

        assertThat(race.lost()).isEmpty();
        assertThat(race.won()).containsOnlyOnce(true).hasSize(Race.WRITERS);
    }

    @Test
    void deletesOnlyTheNamedRevision() {
        assertThat(insert("all").revision()).isEqualTo(1);

        assertThat(limits.delete("all", 2).await()).isFalse();
        assertThat(limits.delete("all", 1).await()).isTrue();
        assertThat(limits.delete("all", 1).await()).isFalse();
        assertThat(limits.list().await()).isEmpty();
    }

    private RateLimit insert(String name) {
        return limits.insert(BudgetFixtures.rateLimit(name, 60L, null)).await();
    }

    private static RateLimit second(long requests) {
        return new RateLimit("all", UsageScope.EVERYTHING, requests, null, 2, Fixtures.NOW, "admin");
    }
}

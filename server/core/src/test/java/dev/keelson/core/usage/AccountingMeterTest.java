package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.routing.CallCost;
import dev.keelson.plugin.api.provider.Usage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AccountingMeterTest {
    private static final UsageScope OF_TRIAGE = new UsageScope("triage", null, "production", null);

    private final Vertx vertx = Vertx.vertx();
    private final BudgetFixtures.MovedClock clock = new BudgetFixtures.MovedClock();
    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryBudgetRepository budgets = new InMemoryBudgetRepository();
    private final InMemoryRateLimitRepository limits = new InMemoryRateLimitRepository();
    private final InMemoryUsageRepository usage = new InMemoryUsageRepository();
    private final UsageRules rules = new UsageRules(vertx, budgets, limits);
    private final BudgetAccounts accounts = new BudgetAccounts(vertx, budgets, "node-a", clock);
    private final UsageRecorder recorder = new UsageRecorder(vertx, usage, "node-a", clock);
    private final AccountingMeter meter = new AccountingMeter(rules, new RateLimiters(nanos::get), accounts, recorder);

    @AfterEach
    void stop() {
        assertThat(vertx.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void anUncoveredCallIsOnlyCounted() {
        Reservation call = reserve(5);

        call.settle(BudgetFixtures.used(4));

        assertThat(recorder.flush().map("stored").await()).isEqualTo("stored");
        var all = new UsageQuery(
                BudgetWindow.HOUR.start(Fixtures.NOW), Fixtures.NOW, UsageDimension.KEY, Map.of(), Set.of(), 10);
        assertThat(usage.sum(all).await())
                .containsExactly(new UsageGroup("aaaaaaaaaa", new UsageSum(1, 80, 10, 20, 4, 0)));
    }

    @Test
    void aRefusalNamesBudgetScopeNumbersAndTheTimeWithRoom() {
        given(new BudgetTerms("team-a", OF_TRIAGE, 10_500_000_000L, BudgetWindow.MONTH, null, null));
        reserve(9_000_000_000L).settle(BudgetFixtures.used(9_000_000_000L));
        Reservation open = reserve(1_000_000_000L);

        KeelsonException refusal = refusalOnceSettled();

        assertThat(refusal.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
        assertThat(refusal)
                .hasMessage("budget team-a (agent triage, alias production): limit $10.5 per month, spent $9,"
                        + " reserved $1, asked $2; there is room again from 2026-12-01T00:00:00Z");
        assertThat(refusal.retryAfter())
                .contains(Duration.between(Fixtures.NOW, Instant.parse("2026-12-01T00:00:00Z")));
        open.release();
    }

    /** Nobody waits for a settlement, so it may come into the books a little later. */
    private KeelsonException refusalOnceSettled() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        KeelsonException refusal = refusal();
        while (refusal.text().contains("spent $0") && System.nanoTime() < end) {
            refusal = refusal();
        }
        return refusal;
    }

    private KeelsonException refusal() {
        return Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(2_000_000_000L)));
    }

    @Test
    void aRefusalSaysWhenOnlyCallsUnderWayStandInTheWay() {
        given(BudgetFixtures.terms("all", 10));
        Reservation open = reserve(8);

        KeelsonException refusal = Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(5)));

        assertThat(refusal).hasMessageContaining("as soon as calls under way end");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        open.release();
        assertThat(reserve(5)).isNotNull();
    }

    @Test
    void aCallThatOneBudgetRefusesHoldsNothingOfTheOthers() {
        given(BudgetFixtures.terms("large", 100));
        given(BudgetFixtures.terms("small", 3));

        assertThat(Failures.codeOf(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(5))))
                .isEqualTo(ErrorCode.BUDGET_EXCEEDED);

        assertThat(accounts.close().map("closed").await()).isEqualTo("closed");
        assertThat(stored("large").ledger().reserved()).isZero();
        assertThat(stored("large").ledger().spent()).isZero();
    }

    @Test
    void settlesTwiceAsOnce() {
        given(BudgetFixtures.terms("all", 100));
        Reservation call = reserve(10);

        call.settle(BudgetFixtures.used(7));
        call.settle(BudgetFixtures.used(7));
        call.release();

        assertThat(accounts.close().map("closed").await()).isEqualTo("closed");
        assertThat(stored("all").ledger().spent()).isEqualTo(7);
        assertThat(stored("all").ledger().reserved()).isZero();
    }

    @Test
    void refusesACallOfUnknownPriceUnlessTheBudgetSaysWhatItCounts() {
        given(BudgetFixtures.terms("strict", 100));

        KeelsonException refusal = Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.unpriced()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
        assertThat(refusal).hasMessageContaining("strict").hasMessageContaining("openai/large");
    }

    @Test
    void countsTheFallbackForACallOfUnknownPrice() {
        given(new BudgetTerms("all", UsageScope.EVERYTHING, 100, BudgetWindow.MONTH, null, 30L));
        Reservation call =
                meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.unpriced()).await();

        call.settle(new CallUsage(Usage.of(1, 1), CallCost.UNKNOWN));

        assertThat(accounts.close().map("closed").await()).isEqualTo("closed");
        assertThat(stored("all").ledger().spent()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "triage,3,production,aaaaaaaaaa,true",
        "other,,,,false",
        ",4,,,false",
        ",,staging,,false",
        ",,,bbbbbbbbbb,false",
        "triage,,,,true",
        ",,,,true"
    })
    void coversCallsThatFitEveryPart(String agent, Integer version, String alias, String key, boolean covered) {
        given(new BudgetTerms("b", new UsageScope(agent, version, alias, key), 0, BudgetWindow.DAY, null, null));

        boolean refused = meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(1))
                .transform(done -> Future.succeededFuture(done.failed()))
                .await();

        assertThat(refused).isEqualTo(covered);
    }

    @Test
    void limitsRequestsAndSaysWhenThereIsRoom() {
        limit(60L, null);
        for (int call = 0; call < 60; call++) {
            assertThat(reserve(1)).isNotNull();
        }

        KeelsonException refusal = Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(1)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
        assertThat(refusal)
                .hasMessage("rate limit rl (every call): limit 60 requests per minute on each node, left 0, asked 1;"
                        + " there is room in 1 s");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve(1)).isNotNull();
    }

    @Test
    void correctsTokensByWhatWasUsed() {
        limit(null, 300L);
        Reservation first = reserve(1);
        Reservation second = reserve(1);
        assertThat(Failures.codeOf(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(1))))
                .isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);

        first.settle(BudgetFixtures.used(1));
        second.release();

        assertThat(reserve(1)).isNotNull();
        assertThat(Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(1))))
                .hasMessageContaining("left 50, asked 150");
    }

    @Test
    void aCallThatIsLargerThanTheLimitNeverFits() {
        limit(null, 149L);

        KeelsonException refusal = Failures.of(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(1)));

        assertThat(refusal).hasMessageContaining("never fits");
        assertThat(refusal.retryAfter()).isEmpty();
    }

    @Test
    void aCallThatABudgetRefusesTakesNothingOfTheRateLimits() {
        limit(1L, null);
        given(BudgetFixtures.terms("all", 10));
        assertThat(Failures.codeOf(meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(11))))
                .isEqualTo(ErrorCode.BUDGET_EXCEEDED);

        assertThat(reserve(1)).isNotNull();
    }

    private Reservation reserve(long nanoUsd) {
        return meter.reserve(BudgetFixtures.TRIAGE, BudgetFixtures.estimate(nanoUsd))
                .await();
    }

    private void given(BudgetTerms terms) {
        assertThat(budgets.insert(Budget.opened(terms, Fixtures.NOW, "admin")).await())
                .isNotNull();
        refresh();
    }

    private void limit(@Nullable Long requests, @Nullable Long tokens) {
        assertThat(limits.insert(BudgetFixtures.rateLimit("rl", requests, tokens))
                        .await())
                .isNotNull();
        refresh();
    }

    private void refresh() {
        assertThat(rules.refresh().map(List.of("known")).await()).containsExactly("known");
    }

    private Budget stored(String name) {
        return budgets.find(name).await().orElseThrow();
    }
}

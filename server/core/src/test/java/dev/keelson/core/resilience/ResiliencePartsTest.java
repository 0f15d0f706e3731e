package dev.keelson.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.netflix.concurrency.limits.Limiter;
import dev.keelson.core.provider.Cancellation;
import dev.keelson.core.resilience.ResilienceConfig.Concurrency;
import dev.keelson.core.resilience.ResilienceConfig.Retrying;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The small parts, each by itself. */
class ResiliencePartsTest {

    @Test
    void waitsARandomTimeWhoseBoundDoublesUpToEightSeconds() {
        Backoff backoff = new Backoff(Retrying.DEFAULT, new Random(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.before(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(500));
            assertThat(backoff.before(2)).isBetween(Duration.ofMillis(50), Duration.ofMillis(1_000));
            assertThat(backoff.before(60)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(8));
        }
        assertThat(backoff.before(1)).isNotEqualTo(backoff.before(1));
    }

    @Test
    void allowsAFifthOfTheCallsInFlightAsRetriesAndAlwaysThree() {
        RetryBudget budget = new RetryBudget(Retrying.DEFAULT);
        assertThat(List.of(budget.tryRetry(), budget.tryRetry(), budget.tryRetry(), budget.tryRetry()))
                .containsExactly(true, true, true, false);

        for (int i = 0; i < 20; i++) {
            budget.callStarted();
        }
        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isFalse();
        budget.retryEnded();
        assertThat(budget.tryRetry()).isTrue();
    }

    @Test
    void earnsOneRetryWithFiveCalls() {
        RetryTokens tokens = new RetryTokens(0.2);
        int granted = 0;
        while (tokens.tryTake()) {
            granted++;
        }
        assertThat(granted).isEqualTo(10);

        for (int i = 0; i < 5; i++) {
            assertThat(tokens.tryTake()).isFalse();
            tokens.firstTry();
        }

        assertThat(tokens.tryTake()).isTrue();
    }

    @Test
    void knowsTheSlowestTwentiethOnceItHasSamples() {
        Latencies latencies = new Latencies();
        for (int i = 1; i < 20; i++) {
            latencies.add(i);
        }
        assertThat(latencies.p95()).isEmpty();

        latencies.add(20);

        assertThat(latencies.p95()).hasValue(19);
        for (int i = 0; i < 200; i++) {
            latencies.add(100);
        }
        assertThat(latencies.p95()).hasValue(100);
        assertThat(latencies.mean().orElseThrow()).isCloseTo(100, within(0.1));
    }

    @Test
    void bearsFewerCallsAfterSignsOfOverloadAndMoreAfterGoodAnswers() {
        ConcurrencyLimit limit = new ConcurrencyLimit(new Concurrency(10, 5, 12, 4), System::nanoTime);
        List<Limiter.Listener> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(Objects.requireNonNull(limit.tryAcquire()));
        }
        assertThat(limit.tryAcquire()).isNull();
        assertThat(limit.inFlight()).isEqualTo(10);

        calls.remove(0).onDropped();
        assertThat(limit.limit()).isEqualTo(9);
        assertThat(limit.tryAcquire()).isNull();

        calls.remove(calls.size() - 1).onSuccess();
        assertThat(limit.limit()).isEqualTo(10);
        calls.forEach(Limiter.Listener::onDropped);
        assertThat(limit.limit()).isEqualTo(5);
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void runsWhatWasRegisteredOnceAndAtOnceWhenItIsTooLate() {
        Cancellation cancellation = new Cancellation();
        List<String> ran = new ArrayList<>();
        cancellation.onCancel(() -> ran.add("first"));

        cancellation.cancel(new PluginException(ErrorType.TIMEOUT, "late"));
        cancellation.cancel(new PluginException(ErrorType.TIMEOUT, "again"));
        cancellation.onCancel(() -> ran.add("second"));

        assertThat(ran).containsExactly("first", "second");
        assertThat(cancellation.reason()).hasMessage("late");
    }
}

package dev.keelson.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.resilience.ResilienceConfig.Breaking;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final VirtualTime time = new VirtualTime(VERTX);
    private final Breaker breaker = new Breaker("a/m", time.vertx(), time.ticker(), Breaking.DEFAULT);

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void opensAtTheFifthFailureInARow() {
        fail(4);
        succeed(1);
        fail(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        fail(1);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.tryEnter()).isNull();
        assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void opensWhenHalfOfTwentyRecentCallsFailed() {
        for (int i = 0; i < 9; i++) {
            succeed(1);
            fail(1);
        }
        succeed(1);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        fail(1);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void forgetsFailuresThatAreOlderThanTheWindow() {
        for (int i = 0; i < 9; i++) {
            succeed(1);
            fail(1);
        }
        time.advance(Duration.ofSeconds(34));

        succeed(1);
        fail(1);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.failureRatio()).isEqualTo(0.5);
    }

    @Test
    void letsOneProbeThroughAndClosesWhenItIsGood() {
        fail(5);
        time.advance(Duration.ofSeconds(30));

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        Breaker.Pass probe = Objects.requireNonNull(breaker.tryEnter());
        assertThat(breaker.tryEnter()).isNull();
        probe.ended(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.tryEnter()).isNotNull();
    }

    @Test
    void staysOpenLongerAfterEachFailedProbeUpToFiveMinutes() {
        fail(5);
        for (int n = 2; n < 15; n++) {
            time.advance(breaker.untilProbe());
            Objects.requireNonNull(breaker.tryEnter()).ended(false);
            assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(Math.min(300, 30L * n)));
        }
    }

    @Test
    void aProbeThatSaysNothingMakesRoomForTheNext() {
        fail(5);
        time.advance(Duration.ofSeconds(30));

        Objects.requireNonNull(breaker.tryEnter()).ended(null);
        time.advance(Duration.ofMillis(2));

        assertThat(breaker.tryEnter()).isNotNull();
    }

    @Test
    void probesEarlyAfterAGoodHealthCheck() {
        fail(5);
        time.advance(Duration.ofSeconds(3));

        breaker.probeEarly();
        time.advance(Duration.ofMillis(2));

        assertThat(breaker.tryEnter()).isNotNull();
    }

    @Test
    void answersOfCallsFromBeforeTheOpeningChangeNothing() {
        Breaker.Pass early = Objects.requireNonNull(breaker.tryEnter());
        fail(5);

        early.ended(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void changesAtMostSixTimesAMinuteHoweverTheTargetFlaps() {
        var random = new Random(42);
        var hasty = new Breaker(
                "a/m",
                time.vertx(),
                time.ticker(),
                new Breaking(2, 0.5, 4, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2)));
        Deque<Duration> changes = new ArrayDeque<>();
        BreakerState last = hasty.state();
        for (int i = 0; i < 60 * 60 * 20; i++) {
            time.advance(Duration.ofMillis(50));
            last = note(hasty, last, changes);
            Breaker.Pass pass = hasty.tryEnter();
            if (pass != null) {
                pass.ended(random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean()));
            }
            last = note(hasty, last, changes);
            if (random.nextInt(40) == 0) {
                hasty.probeEarly();
            }
            last = note(hasty, last, changes);
            while (!changes.isEmpty()
                    && changes.getFirst().compareTo(time.sinceStart().minusMinutes(1)) <= 0) {
                changes.removeFirst();
            }
            assertThat(changes).hasSizeLessThanOrEqualTo(6);
        }
    }

    private BreakerState note(Breaker watched, BreakerState last, Deque<Duration> changes) {
        BreakerState now = watched.state();
        if (now != last) {
            changes.addLast(time.sinceStart());
        }
        return now;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(breaker.tryEnter()).ended(false);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(breaker.tryEnter()).ended(true);
        }
    }
}

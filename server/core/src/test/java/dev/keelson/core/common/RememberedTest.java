package dev.keelson.core.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean up = new AtomicBoolean(true);
    private final AtomicInteger loads = new AtomicInteger();
    private final Remembered<Integer> remembered = new Remembered<>(Duration.ofSeconds(1), 100, nanos::get, up::get);

    @Test
    void asksAgainWhenAValueIsNoLongerFresh() {
        assertThat(load()).isEqualTo(1);
        assertThat(load()).isEqualTo(1);
        pass(Duration.ofSeconds(2));

        assertThat(load()).isEqualTo(2);
    }

    @Test
    void servesTheLastKnownWhileTheStoreIsAway() {
        assertThat(load()).isEqualTo(1);
        pass(Duration.ofMinutes(5));
        up.set(false);

        assertThat(load()).isEqualTo(1);
        assertThat(loads).hasValue(1);
    }

    @Test
    void servesTheLastKnownWhenTheStoreFailsUnderTheQuestion() {
        assertThat(load()).isEqualTo(1);
        pass(Duration.ofSeconds(2));

        assertThat(get(Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "away"))))
                .isEqualTo(1);
    }

    @Test
    void doesNotServeForEver() {
        assertThat(load()).isEqualTo(1);
        pass(Remembered.WHILE_AWAY.plusSeconds(1));
        up.set(false);

        assertThat(get(Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "away"))))
                .isEqualTo(-1);
    }

    @Test
    void forgetsWhatTheStoreSaysIsGone() {
        assertThat(load()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(get(Future.failedFuture(new KeelsonException(ErrorCode.ALIAS_NOT_FOUND, "gone"))))
                .isEqualTo(-1);
        up.set(false);

        assertThat(get(Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "away"))))
                .isEqualTo(-1);
    }

    private int load() {
        return remembered
                .get("key", () -> Future.succeededFuture(loads.incrementAndGet()), Integer::max)
                .await();
    }

    private int get(Future<Integer> loaded) {
        return remembered.get("key", () -> loaded, Integer::max).otherwise(-1).await();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

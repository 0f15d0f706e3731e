package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopLoadTest {
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long ON_TIME = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoopLoad load = new LoopLoad(1_000, System::nanoTime);

    @Test
    void letsInWhatTheServerMayDoWhileTheLoopIsOnTime() {
        enter(1_000);

        assertThatThrownBy(load::enter)
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
    }

    @Test
    void letsInLessWhileTheLoopIsLate() {
        enter(500);

        load.measured(LATE);

        assertThat(load.allowed()).isEqualTo(400);
        assertThatThrownBy(load::enter).isInstanceOf(KeelsonException.class);
    }

    @Test
    void alwaysLetsInWhatALoopBears() {
        enter(10);
        for (int i = 0; i < 100; i++) {
            load.measured(LATE);
        }

        assertThat(load.allowed()).isEqualTo(LoopLoad.FLOOR);
        load.enter();
        load.leave();
    }

    @Test
    void letsInMoreAgainWhenTheLoopIsOnTime() {
        enter(100);
        load.measured(LATE);
        int reduced = load.allowed();
        for (int i = 0; i < 200; i++) {
            load.measured(ON_TIME);
        }

        assertThat(reduced).isEqualTo(80);
        assertThat(load.allowed()).isEqualTo(1_000);
    }

    @Test
    void noticesALoopThatIsHeldUp() {
        Vertx vertx = Vertx.vertx();
        try {
            Context loop = vertx.getOrCreateContext();
            loop.runOnContext(start -> load.start(vertx));
            enter(1_000);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (load.allowed() == 1_000 && System.nanoTime() < end) {
                loop.runOnContext(busy -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150)));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }

            assertThat(load.allowed()).isLessThan(1_000);
        } finally {
            vertx.close().await();
        }
    }

    private void enter(int requests) {
        for (int i = 0; i < requests; i++) {
            load.enter();
        }
    }
}

package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the test context lends. */
class TestPluginContextTest {
    @Test
    void keepsTimeStill() {
        assertThat(TestPluginContext.create().clock().instant()).isEqualTo(TestPluginContext.NOW);
    }

    @Test
    void lendsAnEmbedderOnlyWhenAskedTo() {
        var context = TestPluginContext.create();

        assertThat(context.embedder()).isEmpty();
        assertThat(context.withEmbedder(new HashingEmbedder()).embedder()).isPresent();
    }

    @Test
    void refusesBlockingWorkWhenTooMuchIsWaiting() throws InterruptedException {
        Executor executor = TestPluginContext.create().blockingWork();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(68);
        Runnable job = () -> {
            awaitQuietly(release);
            done.countDown();
        };

        for (int i = 0; i < 68; i++) {
            executor.execute(job);
        }
        assertThatThrownBy(() -> executor.execute(job)).isInstanceOf(PluginException.class);

        release.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

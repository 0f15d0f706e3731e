package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.plugin.api.provider.ChatRequest;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host itself costs per call: a plugin that answers at once, called from one event loop. */
@Tag("soak")
class PluginCallCostIT {
    private static final int CALLS = 200_000;

    @Test
    void aCallCostsMicroseconds(@TempDir Path folder) throws Exception {
        try (HostFixture fixture = new HostFixture(folder).limits(HostLimits.defaults())) {
            fixture.jar(
                            "good.jar",
                            TestPlugin.provider("good").jar("good", "1.0.0").bytes())
                    .provider("good")
                    .start();
            for (int concurrency : new int[] {1, 16, 128}) {
                HostFixture.done(run(fixture, concurrency, CALLS / 4).future());
                measure(fixture, concurrency);
            }
        }
    }

    private static void measure(HostFixture fixture, int concurrency) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        HostFixture.done(run(fixture, concurrency, CALLS).future());
        Duration wallPerCall = Duration.ofNanos((System.nanoTime() - wall) / CALLS);
        Duration cpuPerCall = Duration.ofNanos((system.getProcessCpuTime() - cpu) / CALLS);
        System.out.printf(
                "%d at once: %d ns wall, %d ns CPU per call%n",
                concurrency, wallPerCall.toNanos(), cpuPerCall.toNanos());
        assertThat(cpuPerCall).isLessThan(Duration.ofNanos(200_000));
    }

    private static Promise<Void> run(HostFixture fixture, int concurrency, int calls) {
        Promise<Void> done = Promise.promise();
        Caller caller = new Caller(
                fixture.client("good"),
                HostFixture.request("hello", Duration.ofSeconds(30)),
                new AtomicInteger(calls),
                new AtomicInteger(concurrency),
                done);
        fixture.vertx().getOrCreateContext().runOnContext(nothing -> {
            for (int started = 0; started < concurrency; started++) {
                caller.next();
            }
        });
        return done;
    }

    private record Caller(
            ModelClient client, ChatRequest request, AtomicInteger left, AtomicInteger running, Promise<Void> done) {

        void next() {
            if (left.getAndDecrement() > 0) {
                client.chat(request).onSuccess(answer -> next()).onFailure(done::tryFail);
            } else if (running.decrementAndGet() == 0) {
                done.complete();
            }
        }
    }
}

package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An execution that was answered has its trace, whatever happens to the server's process right after. */
class TraceDurabilityIT {
    private static final int ROUNDS = 3;
    private static final int CALLERS = 16;
    private static final int ANSWERS_BEFORE_THE_KILL = 300;
    private static final String SPEC = """
            # Echo

            ## Purpose
            Says yes.

            ## Input
            - `n` (integer): A number.

            ## Output
            - `answer` (one of yes, no): Always yes.
            """;

    @TempDir
    Path directory;

    @Test
    void noAnsweredExecutionLosesItsTraceToAKill() throws Exception {
        List<String> answered = new ArrayList<>();
        try (ScriptedUpstream upstream = new ScriptedUpstream(
                request -> "{\"role\":\"assistant\",\"content\":\"{\\\"answer\\\":\\\"yes\\\"}\"}")) {
            Path config = configFor(upstream);
            for (int round = 0; round < ROUNDS; round++) {
                RunningKeelson keelson = RunningKeelson.start(directory.resolve("data"), "--config", config.toString());
                if (round == 0) {
                    keelson.publish(
                            "echo", SPEC, "{\"models\":{\"targets\":[{\"provider\":\"scripted\",\"model\":\"m\"}]}}");
                }
                answered.addAll(runUntilKilled(keelson));
            }

            assertThat(answered).hasSizeGreaterThanOrEqualTo(ROUNDS * ANSWERS_BEFORE_THE_KILL);
            try (RunningKeelson last = RunningKeelson.start(directory.resolve("data"), "--config", config.toString())) {
                assertThat(answered)
                        .allSatisfy(
                                id -> assertThat(last.get("/v1/traces/" + id).statusCode())
                                        .isEqualTo(200));
            }
        }
    }

    private static List<String> runUntilKilled(RunningKeelson keelson) throws InterruptedException {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean killed = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.execute(() -> {
                while (!killed.get()) {
                    runOnce(keelson, answered);
                }
            });
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (answered.size() < ANSWERS_BEFORE_THE_KILL && System.nanoTime() < end) {
            RunningKeelson.pause();
        }
        keelson.kill();
        killed.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        return List.copyOf(answered);
    }

    private static void runOnce(RunningKeelson keelson, Queue<String> answered) {
        try {
            var response = keelson.post("/v1/agents/echo/run", "{\"n\":1}");
            if (response.statusCode() == 200) {
                answered.add(
                        response.headers().firstValue("Keelson-Execution-Id").orElseThrow());
            }
        } catch (UncheckedIOException serverIsGone) {
            RunningKeelson.pause();
        }
    }

    private Path configFor(ScriptedUpstream upstream) throws IOException {
        Path config = directory.resolve("keelson.yaml");
        return Files.writeString(config, """
                providers:
                  scripted:
                    kind: openai-compatible
                    settings:
                      baseUrl: http://127.0.0.1:%d/v1
                """.formatted(upstream.port()));
    }
}

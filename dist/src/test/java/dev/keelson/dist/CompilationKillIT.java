package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of a compilation goes on with it when it is started again. */
@Timeout(180)
class CompilationKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ALL = "/v1/agents/echo/compilations";
    private static final String CREATE = RunningKeelson.JSON
            .createObjectNode()
            .put("name", "echo")
            .put("spec", """
                    # Echo

                    ## Purpose
                    Says yes.

                    ## Input
                    - `n` (integer, min 0, max 9): A number.

                    ## Output
                    - `answer` (one of yes, no): Always yes.

                    ## Rules
                    - The answer is always yes.
                    """)
            .toString();

    @TempDir
    Path data;

    @Test
    void doesNotRepeatWhatWasDoneBeforeTheKill() {
        List<JsonNode> processes = resumedAfterDeath("compilation.process.before=halt@7");

        assertThat(processes).hasSizeGreaterThan(10);
        List<String> again = withAttempts(processes, 2);
        // Two run at a time: the one that was about to run, and perhaps the one beside it.
        assertThat(again).hasSizeBetween(1, 2);
        assertThat(withAttempts(processes, 1)).hasSize(processes.size() - again.size());
    }

    @Test
    void runsAgainWhatWasDoneButNotRecorded() {
        List<JsonNode> processes = resumedAfterDeath("compilation.result.after=halt@5");

        assertThat(withAttempts(processes, 2)).hasSizeBetween(1, 2);
    }

    @Test
    void survivesAKillAtAnyTime() {
        RunningKeelson first = RunningKeelson.start(data);
        assertThat(first.post("/v1/agents", CREATE).statusCode()).isEqualTo(201);
        first.kill();

        try (RunningKeelson second = RunningKeelson.start(data)) {
            assertThat(done(second).at("/state").asText()).isEqualTo("done");
        }
    }

    private List<JsonNode> resumedAfterDeath(String failpoint) {
        try (RunningKeelson dying = RunningKeelson.startWith("-Dkeelson.failpoints=" + failpoint, data)) {
            assertThat(dying.post("/v1/agents", CREATE).statusCode()).isEqualTo(201);
            assertThat(dying.awaitEnd(PATIENCE)).isEqualTo(137);
        }
        try (RunningKeelson next = RunningKeelson.start(data)) {
            JsonNode compilation = done(next);
            assertThat(compilation.get("state").asText())
                    .as(compilation.toString())
                    .isEqualTo("done");
            List<JsonNode> processes = new ArrayList<>();
            compilation.get("processes").forEach(processes::add);
            assertThat(processes).extracting(each -> each.get("state").asText()).doesNotContain("waiting", "running");
            return processes;
        }
    }

    private static List<String> withAttempts(List<JsonNode> processes, int attempts) {
        return processes.stream()
                .filter(each -> each.get("attempts").asInt() == attempts)
                .map(each -> each.get("name").asText())
                .toList();
    }

    private static JsonNode done(RunningKeelson keelson) {
        String id = RunningKeelson.json(keelson.get(ALL)).at("/items/0/id").asText();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode now = RunningKeelson.json(keelson.get(ALL + "/" + id));
            if (!now.get("state").asText().equals("running")) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            RunningKeelson.pause();
        }
    }
}

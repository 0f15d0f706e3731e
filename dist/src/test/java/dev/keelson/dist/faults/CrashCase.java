package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.dist.RunningKeelson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that dies as by kill -9 at a named line of a change, on its embedded store: F43 and F44. Each start is armed for
 * the next death and first looks at what the last one left.
 */
abstract class CrashCase {
    private static final String PRODUCTION = "agents/echo/aliases/production";
    /** Before and after each write of a move, in order. */
    private static final List<String> MOVE = List.of(
            "audit.intent.before",
            "audit.intent.after",
            "alias.commit.before",
            "alias.commit.after",
            "audit.outcome.before",
            "audit.outcome.after");
    /** From here on the change is made. */
    private static final List<String> MADE = List.of("commit.after", "insert.after", "decide.after", "outcome");

    @TempDir
    Path directory;

    private @Nullable RunningKeelson keelson;
    private int deaths;
    private long longest;

    @AfterEach
    void stop() {
        if (keelson != null) {
            keelson.close();
        }
    }

    /** {@code rounds} deaths at each point of a remap. */
    void diesWhileRemapping(int rounds) {
        prepare(MOVE.get(0));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < MOVE.size(); i++) {
                String point = MOVE.get(i);
                int before = HistoryChecker.revision(alias());
                int next = 3 - HistoryChecker.version(alias());
                String path = "/v1/agents/echo/aliases/production";
                die(point, MOVE.get((i + 1) % MOVE.size()), () -> node().put(path, "{\"version\":" + next + "}"));
                requireOldOrNew(point, before, next);
            }
        }
        FaultTable.row("F43", "kill -9 during a remap, 6 points", deaths, deaths, longest);
    }

    /** {@code rounds} deaths at each write of a rollback; the points of its audit entries are those of a remap. */
    void diesWhileRollingBack(int rounds) {
        // Two moves come before the rollback.
        List<String> points = List.of("alias.commit.before", "alias.commit.after");
        prepare(points.get(0) + "=halt@3");
        for (int round = 0; round < 2 * rounds; round++) {
            String point = points.get(round % 2);
            remapTo(1);
            remapTo(2);
            int before = HistoryChecker.revision(alias());
            String path = "/v1/agents/echo/aliases/production/rollback";
            die(point, points.get((round + 1) % 2) + "=halt@3", () -> node().post(path, "{}"));
            requireOldOrNew(point, before, 1);
        }
        FaultTable.row("F43b", "kill -9 during a rollback", deaths, deaths, longest);
    }

    /** {@code rounds} deaths at each write of a publication. */
    void diesWhilePublishing(int rounds) {
        List<String> points = List.of("version.insert.before", "version.insert.after");
        prepare(points.get(0));
        for (int round = 0; round < 2 * rounds; round++) {
            String point = points.get(round % 2);
            int before = checker().versions();
            edit("Says yes, time " + round + ".");
            die(point, points.get((round + 1) % 2), () -> node().post("/v1/agents/echo/versions", "{}"));
            boolean made = isMade(point);
            assertThat(checker().versions()).as(point).isEqualTo(made ? before + 1 : before);
            requireOutcome("agents/echo/versions", made ? "v" + (before + 1) : "");
        }
        FaultTable.row("F44", "kill -9 during a publication", deaths, deaths, longest);
    }

    /** {@code rounds} deaths at each write of an approval. */
    void diesWhileApproving(int rounds) {
        List<String> points = List.of("schema-change.decide.before", "schema-change.decide.after");
        prepare(points.get(0));
        remapTo(2);
        // The admin is no author of what this key writes from here on.
        String author = RunningKeelson.json(
                        node().post("/v1/keys", "{\"name\":\"ann\",\"owner\":\"ann\",\"role\":\"engineer\"}"))
                .get("credential")
                .asText();
        for (int round = 0; round < 2 * rounds; round++) {
            String point = points.get(round % 2);
            publishOtherContract(author, round);
            String path = "/v1/schema-changes/" + propose(author, checker().versions());
            HttpResponse<String> shown = node().get(path);
            String decision = "{\"decision\":\"approve\",\"reason\":\"looks right\",\"digest\":\""
                    + RunningKeelson.json(shown).get("digest").asText() + "\"}";
            String etag = shown.headers().firstValue("ETag").orElseThrow();
            die(
                    point,
                    points.get((round + 1) % 2),
                    () -> node().postAs(RunningKeelson.ADMIN_KEY, path + "/decision", decision, etag));
            String state = RunningKeelson.json(node().get(path)).get("state").asText();
            assertThat(state).as(point).isEqualTo(isMade(point) ? "approved" : "open");
            requireOutcomeOf(path.substring("/v1/".length()), isMade(point) ? "done" : "failed");
        }
        FaultTable.row("F43c", "kill -9 during an approval", deaths, deaths, longest);
    }

    private void requireOutcomeOf(String target, String outcome) {
        assertThat(checker().audited(target).get(0).get("outcome").asText()).isEqualTo(outcome);
        assertThat(checker().audit()).isPositive();
    }

    private void requireOldOrNew(String point, int before, int next) {
        List<JsonNode> history = checker().aliasHistory("production", Map.of());
        boolean made = isMade(point);
        assertThat(history).as(point).hasSize(made ? before + 1 : before);
        if (made) {
            assertThat(HistoryChecker.version(history.get(0))).as(point).isEqualTo(next);
        }
        if (point.equals("audit.intent.before")) {
            assertThat(checker().audited(PRODUCTION).get(0).get("outcome").asText())
                    .isEqualTo("done");
        } else {
            requireOutcome(PRODUCTION, made ? "revision " + (before + 1) + ": v" + next : "");
        }
    }

    /** {@code after}: empty when nothing was made. */
    private void requireOutcome(String target, String after) {
        JsonNode outcome = checker().audited(target).get(0);
        assertThat(outcome.get("outcome").asText()).isEqualTo(after.isEmpty() ? "failed" : "done");
        assertThat(outcome.get("after").asText()).isEqualTo(after);
        assertThat(checker().audit()).isPositive();
    }

    private static boolean isMade(String point) {
        return MADE.stream().anyMatch(point::contains);
    }

    /** Lets the armed server die in the middle of {@code change}, and starts one in its place that is armed for the next. */
    private void die(String point, String nextPoint, Supplier<HttpResponse<String>> change) {
        try {
            HttpResponse<String> answer = change.get();
            throw new AssertionError("answered instead of dying at " + point + ": " + answer.body());
        } catch (UncheckedIOException dead) {
            assertThat(node().awaitEnd(Duration.ofSeconds(10))).as(point).isEqualTo(137);
        }
        long start = System.nanoTime();
        startArmed(nextPoint);
        longest = Math.max(longest, Duration.ofNanos(System.nanoTime() - start).toMillis());
        deaths++;
    }

    private void startArmed(String point) {
        String armed = point.contains("=") ? point : point + "=halt";
        keelson = RunningKeelson.startWith("-Dkeelson.failpoints=" + armed, data(), options());
    }

    private void prepare(String firstPoint) {
        keelson = RunningKeelson.start(data(), options());
        node().publish("echo", FaultCase.SPEC, TwoNodes.SETTINGS);
        edit("Always says yes.");
        assertThat(node().post("/v1/agents/echo/versions", "{}").statusCode()).isEqualTo(201);
        node().close();
        startArmed(firstPoint);
    }

    private void edit(String purpose) {
        TwoNodes.edit(node(), FaultCase.SPEC.replace("Says yes.", purpose));
    }

    private void publishOtherContract(String author, int number) {
        String field = "- `n` (integer): A number.\n- `f" + number + "` (string): More.";
        TwoNodes.edit(node(), author, FaultCase.SPEC.replace("- `n` (integer): A number.", field));
        assertThat(node().postAs(author, "/v1/agents/echo/versions", "{}", "").statusCode())
                .isEqualTo(201);
    }

    private String propose(String author, int version) {
        HttpResponse<String> proposed = node().postAs(
                        author,
                        "/v1/schema-changes",
                        "{\"agent\":\"echo\",\"alias\":\"production\",\"version\":" + version + ",\"reason\":\"more\"}",
                        "");
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        return RunningKeelson.json(proposed).get("id").asText();
    }

    private void remapTo(int version) {
        HttpResponse<String> moved = node().put("/v1/agents/echo/aliases/production", "{\"version\":" + version + "}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    }

    private JsonNode alias() {
        return RunningKeelson.json(node().get("/v1/agents/echo/aliases/production"));
    }

    private HistoryChecker checker() {
        return new HistoryChecker(node());
    }

    private RunningKeelson node() {
        return Objects.requireNonNull(keelson, "started");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String[] options() {
        return new String[] {"--config", config().toString()};
    }

    /** No model is ever called. */
    private Path config() {
        try {
            return Files.writeString(directory.resolve("keelson.yaml"), TwoNodes.config(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

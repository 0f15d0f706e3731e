package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.dist.RunningKeelson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that do the same things at once, and how soon one sees what the other did: F78, F79 and F84. */
abstract class TwoNodesCase {
    private static final int CALLERS = 8;
    static final long HARD_BOUND_MILLIS = 5_000;

    @TempDir
    static Path directory;

    private TwoNodes nodes;

    @BeforeEach
    void start() throws java.io.IOException {
        nodes = TwoNodes.start(java.nio.file.Files.createTempDirectory(directory, "nodes"));
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    /** Each caller goes by the revision it last saw; exactly one may win each. */
    void moveOneAlias(int moves) {
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(moves);
        AtomicInteger lost = new AtomicInteger();
        long start = System.nanoTime();
        together(caller -> {
            RunningKeelson node = nodes.node(caller);
            int seen = 1;
            while (left.getAndDecrement() > 0) {
                HttpResponse<String> answer = move(node, 1 + (caller + seen) % 2, seen);
                JsonNode told = RunningKeelson.json(answer);
                if (answer.statusCode() == 200) {
                    seen = HistoryChecker.revision(told);
                    Integer other = acknowledged.put(seen, HistoryChecker.version(told));
                    assertThat(other).as("a second winner of revision " + seen).isNull();
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
                    assertThat(HistoryChecker.revision(told.get("current"))).isGreaterThan(seen);
                    seen = HistoryChecker.revision(told.get("current"));
                    lost.incrementAndGet();
                }
            }
            return null;
        });
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();

        for (RunningKeelson node : List.of(nodes.first(), nodes.second())) {
            var checker = new HistoryChecker(node);
            assertThat(checker.aliasHistory("production", acknowledged)).hasSize(acknowledged.size() + 1);
            assertThat(checker.audit()).isGreaterThanOrEqualTo(2L * acknowledged.size());
        }
        assertThat(new HistoryChecker(nodes.first()).audited("agents/echo/aliases/production"))
                .isNotEmpty();
        assertThat(lost).as("moves that met another").hasPositiveValue();
        FaultTable.row("F78", "two nodes move one alias", moves, acknowledged.size() + (long) lost.get(), millis);
    }

    /** All callers publish the same draft, draft after draft: each becomes one version. */
    void publishTheSame(int drafts) {
        for (int draft = 0; draft < drafts; draft++) {
            TwoNodes.edit(nodes.node(draft), FaultCase.SPEC.replace("Says yes.", "Says yes, number " + draft + "."));
            Queue<Integer> numbers = new ConcurrentLinkedQueue<>();
            together(caller -> {
                HttpResponse<String> answer = nodes.node(caller).post("/v1/agents/echo/versions", "{}");
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
                numbers.add(RunningKeelson.json(answer).get("number").asInt());
                return null;
            });
            assertThat(numbers).hasSize(CALLERS).containsOnly(3 + draft);
        }
        assertThat(new HistoryChecker(nodes.second()).versions()).isEqualTo(2 + drafts);
        FaultTable.row("F36", "two nodes publish one draft", (long) drafts * CALLERS, (long) drafts * CALLERS, 0);
    }

    /** Each caller edits and publishes on its own account: every content gets a number, no number is left out. */
    void publishDifferent(int each) {
        AtomicInteger published = new AtomicInteger();
        int before = new HistoryChecker(nodes.first()).versions();
        together(caller -> {
            RunningKeelson node = nodes.node(caller);
            for (int i = 0; i < each; i++) {
                String etag = node.get("/v1/agents/echo/draft")
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
                String spec = FaultCase.SPEC.replace("Says yes.", "Says yes to " + caller + " about " + i + ".");
                String body =
                        RunningKeelson.JSON.createObjectNode().put("spec", spec).toString();
                assertThat(node.put("/v1/agents/echo/draft?compile=false", body, "If-Match", etag)
                                .statusCode())
                        .isIn(200, 412);
                HttpResponse<String> answer = node.post("/v1/agents/echo/versions", "{}");
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
                published.addAndGet(answer.statusCode() == 201 ? 1 : 0);
            }
            return null;
        });
        assertThat(new HistoryChecker(nodes.first()).versions()).isEqualTo(before + published.get());
        assertThat(new HistoryChecker(nodes.first()).audit()).isPositive();
    }

    /** Moves on the first node, runs on the second. */
    Delays measureMoves(int aliases, int movesEach) {
        List<Long> millis = Collections.synchronizedList(new ArrayList<>());
        together(aliases, alias -> {
            String name = "alias-" + alias;
            move(nodes.first(), name, 1);
            runUntil(name, 1);
            for (int i = 0; i < movesEach; i++) {
                int version = 2 - i % 2;
                move(nodes.first(), name, version);
                long moved = System.nanoTime();
                runUntil(name, version);
                millis.add(Duration.ofNanos(System.nanoTime() - moved).toMillis());
            }
            return null;
        });
        return Delays.of(millis);
    }

    /** Keys revoked on the first node, used on the second. */
    Delays measureRevocations(int keys, int parallel) {
        List<Long> millis = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger left = new AtomicInteger(keys);
        together(parallel, caller -> {
            while (left.getAndDecrement() > 0) {
                HttpResponse<String> issued =
                        nodes.first().post("/v1/keys", "{\"name\":\"short\",\"role\":\"caller\"}");
                String key = RunningKeelson.json(issued).get("credential").asText();
                String id = key.substring(4, 14);
                awaitStatus(key, 200);
                assertThat(nodes.first()
                                .send(nodes.first().request("/v1/keys/" + id).DELETE())
                                .statusCode())
                        .isIn(200, 204);
                long revoked = System.nanoTime();
                awaitStatus(key, 401);
                millis.add(Duration.ofNanos(System.nanoTime() - revoked).toMillis());
            }
            return null;
        });
        return Delays.of(millis);
    }

    private void awaitStatus(String key, int status) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (nodes.second()
                        .postAs(key, "/v1/agents/echo/run", "{\"n\":1}", "")
                        .statusCode()
                != status) {
            assertThat(System.nanoTime()).as("waiting for " + status).isLessThan(end);
            RunningKeelson.pause();
        }
    }

    private void runUntil(String alias, int version) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            HttpResponse<String> answer = nodes.second().post("/v1/agents/echo@" + alias + "/run", "{\"n\":1}");
            String served = answer.headers().firstValue("Keelson-Version").orElse("");
            if (served.endsWith(String.valueOf(version)) && answer.statusCode() == 200) {
                return;
            }
            assertThat(System.nanoTime()).as(answer.statusCode() + " " + served).isLessThan(end);
            RunningKeelson.pause();
        }
    }

    private static void move(RunningKeelson node, String alias, int version) {
        HttpResponse<String> answer = node.put("/v1/agents/echo/aliases/" + alias, "{\"version\":" + version + "}");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static HttpResponse<String> move(RunningKeelson node, int version, int revision) {
        return node.put(
                "/v1/agents/echo/aliases/production",
                "{\"version\":" + version + "}",
                "If-Match",
                "\"" + revision + "\"");
    }

    private static void together(CallerTask task) {
        together(CALLERS, task);
    }

    private static void together(int callers, CallerTask task) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                tasks.add(() -> task.run(number));
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isNull();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What one of many callers does. */
    @FunctionalInterface
    interface CallerTask {
        @Nullable
        Void run(int caller);
    }

    /** How long it took, in milliseconds. */
    record Delays(int count, long p50, long p99, long max) {

        static Delays of(List<Long> millis) {
            List<Long> sorted = millis.stream().sorted().toList();
            int last = sorted.size() - 1;
            return new Delays(
                    sorted.size(), sorted.get(last / 2), sorted.get((int) Math.round(last * 0.99)), sorted.get(last));
        }
    }
}

package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.dist.RunningKeelson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store that is away, slow or silent: F29 to F34. */
class StoreFaultsIT extends FaultCase {
    private StoreProcess store;
    private StoreProxy proxy;
    private FaultProvider model;

    @BeforeEach
    void startStore() {
        store = StoreProcess.start(directory.resolve("store.mv.db"));
        proxy = new StoreProxy(store.port());
        model = provider("a", OPENAI, right(OPENAI));
    }

    @AfterEach
    void stopStore() {
        proxy.close();
        store.signal("CONT");
        store.close();
    }

    private void startOnProxy(String config) {
        start("", config, "--mongo-uri", store.uriAt(proxy.port()));
    }

    @Test
    void f29WaitsForAStoreThatIsAwayAtStart() throws Exception {
        proxy.cut();
        RunningKeelson waiting = RunningKeelson.launch(
                directory.resolve("data"),
                RunningKeelson.ADMIN_KEY,
                startOptions("", "--mongo-uri", store.uriAt(proxy.port())));
        use(waiting);
        waiting.awaitOutput("not ready, on port ");
        Matcher port = Pattern.compile("on port (\\d+)").matcher(waiting.output());
        assertThat(port.find()).isTrue();
        URI base = URI.create("http://127.0.0.1:" + port.group(1));

        int live = get(base.resolve("/health/live")).statusCode();
        HttpResponse<String> ready = get(base.resolve("/health/ready"));
        long restored = System.nanoTime();
        proxy.restore();
        waiting.awaitStart();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - restored);

        assertThat(live).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("store", "can't use the MongoDB").doesNotContain("keelson:");
        assertThat(millis).isLessThan(8_000);
        assertThat(waiting.baseUri().getPort()).isEqualTo(base.getPort());
        publish("");
        assertThat(run().isRight()).isTrue();
        FaultTable.row("F29", "store away at start", 3, 3, millis);
    }

    @Test
    void f30GoesOnWithAJournalAndLosesNothing() {
        startOnProxy("");
        assertThat(run().isRight()).isTrue();

        proxy.cut();
        pause(1_500);
        Load load = Load.run(50, Duration.ofSeconds(6), this::run);
        HttpResponse<String> ready = keelson().get("/health/ready");
        proxy.restore();

        assertThat(load.count(Answer::isRight)).isEqualTo(load.size());
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("degraded");
        awaitTrace(load.answers().get(load.size() - 1).executionId());
        assertThat(load.answers()).allSatisfy(answer -> awaitTrace(answer.executionId()));
        FaultTable.row("F30", "store cut, journal", load.size(), load.count(Answer::isRight), load.longest());
    }

    @Test
    void f30KeepsTheJournalThroughAKill() {
        startOnProxy("");
        assertThat(run().isRight()).isTrue();
        proxy.cut();
        pause(1_500);
        List<Answer> answers =
                java.util.stream.IntStream.range(0, 50).mapToObj(i -> run()).toList();
        keelson().kill();
        proxy.restore();

        use(RunningKeelson.start(
                directory.resolve("data"), startOptions("", "--mongo-uri", store.uriAt(proxy.port()))));

        assertThat(answers).allMatch(Answer::isRight);
        assertThat(answers).allSatisfy(answer -> awaitTrace(answer.executionId()));
        FaultTable.row("F30b", "store cut, then kill -9", 50, 50, ProviderStatusFaultsIT.longest(answers));
    }

    @Test
    void f30RefusesBeforeAModelIsCalledWhenToldTo() {
        startOnProxy("whenStoreIsAway: refuse\n");
        assertThat(run().isRight()).isTrue();
        proxy.cut();
        pause(2_500);
        int paid = model.calls().size();

        Load load = Load.run(50, Duration.ofSeconds(5), this::run);

        assertThat(load.answers()).allMatch(answer -> answer.code().equals("store_unavailable"));
        assertThat(load.longest()).isLessThan(3_500);
        assertThat(model.calls()).hasSize(paid);
        proxy.restore();
        FaultTable.row("F30c", "store cut, refuse", load.size(), load.size(), load.longest());
    }

    @Test
    void f31RefusesChangesQuicklyAndHalfDoesNothing() {
        startOnProxy("");
        proxy.cut();
        pause(1_500);

        long start = System.nanoTime();
        HttpResponse<String> change = keelson().put("/v1/agents/echo/aliases/staging", "{\"version\":1}");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        proxy.restore();
        pause(2_000);
        HttpResponse<String> alias = keelson().get("/v1/agents/echo/aliases/staging");

        assertThat(change.statusCode()).isEqualTo(503);
        assertThat(change.body()).contains("store_unavailable");
        assertThat(millis).isLessThan(4_000);
        assertThat(alias.statusCode()).isEqualTo(404);
        FaultTable.row("F31", "store cut, admin change", 1, 1, millis);
    }

    @Test
    void f32StaysLiveWhileTheStoreIsSlow() {
        startOnProxy("");
        assertThat(run().isRight()).isTrue();
        proxy.delay(500);

        Load load = Load.run(10, Duration.ofSeconds(8), this::run);
        long start = System.nanoTime();
        int live = keelson().get("/health/live").statusCode();
        long liveMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        assertThat(load.count(Answer::isRight)).isEqualTo(load.size());
        assertThat(live).isEqualTo(200);
        assertThat(liveMillis).isLessThan(500);
        FaultTable.row("F32", "store 500 ms slower", load.size(), load.count(Answer::isRight), load.longest());
    }

    @Test
    void f33SurvivesAStoreThatHangs() {
        startOnProxy("");
        assertThat(run().isRight()).isTrue();

        store.signal("STOP");
        pause(2_500);
        Load load = Load.run(20, Duration.ofSeconds(10), this::run);
        long start = System.nanoTime();
        int live = keelson().get("/health/live").statusCode();
        long liveMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        store.signal("CONT");
        pause(5_000);
        int after = keelson()
                .put("/v1/agents/echo/aliases/staging", "{\"version\":1}")
                .statusCode();

        assertThat(load.count(Answer::isRight)).isEqualTo(load.size());
        assertThat(live).isEqualTo(200);
        assertThat(liveMillis).isLessThan(500);
        assertThat(after).isIn(200, 201);
        assertThat(load.answers()).allSatisfy(answer -> awaitTrace(answer.executionId()));
        assertThat(keelson().output()).doesNotContain("has been blocked for");
        FaultTable.row("F33", "store hangs (SIGSTOP)", load.size(), load.count(Answer::isRight), load.longest());
    }

    @Test
    void f34LosesAndDoublesNothingAcrossAShortAbsence() {
        startOnProxy("");
        assertThat(run().isRight()).isTrue();
        Thread absence = new Thread(() -> {
            pause(2_000);
            proxy.cut();
            pause(12_000);
            proxy.restore();
        });
        absence.start();

        Load load = Load.run(20, Duration.ofSeconds(18), this::run);

        assertThat(load.count(Answer::isRight)).isEqualTo(load.size());
        assertThat(load.answers()).allSatisfy(answer -> awaitTrace(answer.executionId()));
        long distinct =
                load.answers().stream().map(Answer::executionId).distinct().count();
        assertThat(distinct).isEqualTo(load.size());
        FaultTable.row("F34", "12 s without a store", load.size(), load.count(Answer::isRight), load.longest());
    }

    private void awaitTrace(String executionId) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (keelson().get("/v1/traces/" + executionId).statusCode() != 200) {
            assertThat(System.nanoTime()).as("trace of " + executionId).isLessThan(end);
            pause(50);
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}

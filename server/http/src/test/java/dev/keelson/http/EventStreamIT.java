package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Role;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionEvent;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.core.execution.ExecutionResult;
import dev.keelson.http.api.ScriptedExecution;
import dev.keelson.http.api.TestCaller;
import dev.keelson.http.api.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamIT {
    private static final String RUN = "/v1/agents/triage/run";

    private final TestServer server = TestServer.start(quick());
    private final TestCaller caller = server.as(Role.CALLER);

    @AfterEach
    void stop() {
        server.close();
    }

    private static HttpConfig quick() {
        HttpConfig.Limits limits = HttpConfig.Limits.DEFAULT;
        HttpConfig.Deadlines usual = HttpConfig.Deadlines.DEFAULT;
        return HttpConfig.defaults()
                .withLimits(new HttpConfig.Limits(
                        limits.runBody(),
                        limits.managementBody(),
                        limits.pluginBody(),
                        limits.bufferedBodies(),
                        limits.inFlight(),
                        limits.connections(),
                        100_000))
                .withDeadlines(new HttpConfig.Deadlines(
                        usual.body(),
                        usual.upload(),
                        usual.head(),
                        usual.keepAlive(),
                        usual.idle(),
                        Duration.ofMillis(100),
                        Duration.ofMillis(1_000)));
    }

    @Test
    void streamsStepsAndTextAndThenTheOutputOnce() {
        server.execution.answers(input -> {
            started(input.listener());
            Fixtures.spans().forEach(span -> input.listener().onEvent(new ExecutionEvent.StepEnded(span)));
            input.listener().onEvent(new ExecutionEvent.OutputDelta("{\"team\":\n"));
            return Future.succeededFuture(ScriptedExecution.RESULT);
        });

        TestCaller.Reply reply = caller.post(RUN, "{}", "Accept", "text/event-stream");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(reply.header("Keelson-Execution-Id")).isEqualTo(Fixtures.executionId(1));
        assertThat(reply.header("Keelson-Version")).isEqualTo("2");
        assertThat(reply.text().lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: started", "event: step", "event: step", "event: output.delta", "event: output");
        assertThat(reply.text()).contains("data: {\"text\":\"{\\\"team\\\":\\n\"}\n\n");
        assertThat(reply.text()).endsWith("event: output\ndata: {\"team\":\"billing\",\"urgent\":false}\n\n");
    }

    @Test
    void keepsTheInsideOfStepsFromCallers() {
        server.execution.answers(input -> {
            started(input.listener());
            Fixtures.spans().forEach(span -> input.listener().onEvent(new ExecutionEvent.StepEnded(span)));
            return Future.succeededFuture(ScriptedExecution.RESULT);
        });

        String text = caller.post(RUN, "{}", "Accept", "text/event-stream").text();

        assertThat(text)
                .contains("\"name\":\"chat minilm\"")
                .doesNotContain("gen_ai")
                .doesNotContain("timed out");
    }

    @Test
    void endsWithTheProblemWhenARunFailsAfterItsStart() {
        server.execution.answers(input -> {
            started(input.listener());
            return Future.failedFuture(new KeelsonException(ErrorCode.OUTPUT_INVALID, "no valid output")
                    .withExecutionId(Fixtures.executionId(1)));
        });

        TestCaller.Reply reply = caller.post(RUN, "{}", "Accept", "text/event-stream");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("event: error\ndata: {").contains("\"code\":\"output_invalid\"");
        assertThat(reply.text()).doesNotContain("event: output\n");
    }

    @Test
    void saysThatAStreamWasCutAfterItsFirstText() {
        server.execution.answers(input -> {
            started(input.listener());
            input.listener().onEvent(new ExecutionEvent.OutputDelta("{"));
            return Future.failedFuture(
                    new KeelsonException(ErrorCode.STREAM_INTERRUPTED, "cut").withExecutionId(Fixtures.executionId(1)));
        });

        String text = caller.post(RUN, "{}", "Accept", "text/event-stream").text();

        assertThat(text)
                .contains("event: interrupted\ndata: {")
                .contains("\"code\":\"stream_interrupted\"")
                .contains("\"partial\":true")
                .contains("\"executionId\":\"" + Fixtures.executionId(1) + "\"")
                .doesNotContain("event: error");
    }

    @Test
    void answersAnOrdinaryProblemWhenNothingIsSentYet() {
        server.execution.answers(
                input -> Future.failedFuture(new KeelsonException(ErrorCode.ALIAS_NOT_FOUND, "no alias")));

        TestCaller.Reply unresolved = caller.post(RUN, "{}", "Accept", "text/event-stream");
        TestCaller.Reply malformed = caller.post(RUN, "{", "Accept", "text/event-stream");

        assertThat(unresolved.status()).isEqualTo(404);
        assertThat(unresolved.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(malformed.status()).isEqualTo(400);
    }

    @Test
    void streamsOnlyTheOutputOfAReplay() {
        TestCaller.Reply reply = caller.post(RUN, "{}", "Accept", "application/json;q=0.5, text/event-stream");

        assertThat(reply.text()).startsWith("event: output\n");
        assertThat(reply.header("Keelson-Model")).isEqualTo("local/minilm");
    }

    @Test
    void sendsAHeartbeatWhileNothingHappens() {
        Promise<ExecutionResult> running = Promise.promise();
        server.execution.answers(input -> running.future());
        try (RawClient client = new RawClient(server.port())) {
            client.send(request());

            String waiting = client.until(":\n\n");
            running.complete(ScriptedExecution.RESULT);

            assertThat(waiting).startsWith("HTTP/1.1 200 ");
            assertThat(client.until("0\r\n\r\n")).contains("event: output");
        }
    }

    @Test
    void leavesOutProgressThatASlowReaderDoesNotTakeButNotTheOutput() {
        Promise<ExecutionResult> running = Promise.promise();
        server.execution.answers(input -> {
            started(input.listener());
            flood(input, 20_000);
            return running.future();
        });
        try (RawClient client = new RawClient(server.port())) {
            client.send(request());
            Conditions.await(() -> server.execution.asked().size() == 1);
            running.complete(ScriptedExecution.RESULT);

            String all = client.until("0\r\n\r\n");

            assertThat(all).contains("event: skipped\ndata: {\"events\":").contains("event: output\n");
            assertThat(all.length()).isLessThan(20_000 * 1_000);
        }
    }

    @Test
    void dropsAReaderThatTakesNothing() {
        Promise<ExecutionResult> running = Promise.promise();
        server.execution.answers(input -> {
            started(input.listener());
            floodUntilDone(input, running);
            return running.future();
        });
        try (RawClient client = new RawClient(server.port())) {
            client.send(request());
            Conditions.await(() -> running.future().isComplete());
            assertThat(server.api.inFlight()).isEqualTo(1);

            Conditions.await(() -> server.api.inFlight() == 0);

            assertThat(client.until("event: output\n")).endsWith("<closed>");
        }
    }

    /** More, over some time, than the buffers of both ends hold. */
    private void floodUntilDone(ExecuteAgentUseCase.Input input, Promise<ExecutionResult> running) {
        var rounds = new AtomicInteger();
        server.vertx.setPeriodic(1, timer -> {
            flood(input, 100);
            if (rounds.incrementAndGet() == 200) {
                server.vertx.cancelTimer(timer);
                running.complete(ScriptedExecution.RESULT);
            }
        });
    }

    @Test
    void survivesAReaderThatLeaves() {
        Promise<ExecutionResult> running = Promise.promise();
        server.execution.answers(input -> {
            started(input.listener());
            return running.future();
        });
        try (RawClient client = new RawClient(server.port())) {
            client.send(request());
            assertThat(client.until("event: started")).startsWith("HTTP/1.1 200 ");
        }

        flood(server.execution.last(), 10);
        running.complete(ScriptedExecution.RESULT);

        Conditions.await(() -> server.api.inFlight() == 0);
        assertThat(caller.get("/v1/me").status()).isEqualTo(200);
    }

    private static void started(ExecutionListener listener) {
        listener.onEvent(new ExecutionEvent.Started(Fixtures.executionId(1), "triage", 2));
    }

    private static void flood(ExecuteAgentUseCase.Input input, int events) {
        var delta = new ExecutionEvent.OutputDelta("x".repeat(1_000));
        for (int i = 0; i < events; i++) {
            input.listener().onEvent(delta);
        }
    }

    private String request() {
        return "POST " + RUN + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + server.key(Role.CALLER)
                + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    }
}

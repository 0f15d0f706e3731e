package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.execution.ExecutionResult;
import dev.keelson.http.api.ScriptedExecution;
import dev.keelson.http.api.TestCaller;
import dev.keelson.http.api.TestServer;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverloadIT {
    private static final String RUN = "/v1/agents/triage/run";

    @Test
    void refusesWhatIsAboveTheLimitBeforeItsBodyIsRead() {
        try (TestServer server = TestServer.start(withLimits(1, 1 << 20, 100));
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port())) {
            Promise<ExecutionResult> running = Promise.promise();
            server.execution.answers(input -> running.future());
            String key = server.key(Role.CALLER);
            first.send(head(key, 2) + "{}");
            Conditions.await(() -> server.execution.asked().size() == 1);

            second.send(head(key, 100));
            String refused = second.answer();
            TestCaller.Reply health = server.anonymous().get("/health/live");
            running.complete(ScriptedExecution.RESULT);

            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("\"code\":\"overloaded\"", "retry-after: 1");
            assertThat(health.status()).isEqualTo(200);
            assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
            assertThat(server.as(Role.CALLER).post(RUN, "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void boundsTheBytesOfAllBodiesTogether() {
        try (TestServer server = TestServer.start(withLimits(10, 1_000, 100));
                RawClient first = new RawClient(server.port())) {
            String key = server.key(Role.CALLER);
            first.send(head(key, 900) + "\"" + "x".repeat(800));
            TestCaller caller = server.as(Role.CALLER);

            Conditions.await(() ->
                    caller.post(RUN, "\"" + "y".repeat(300) + "\"").status() == 503);
            first.send("x".repeat(98) + "\"");

            assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
            Conditions.await(() ->
                    caller.post(RUN, "\"" + "y".repeat(300) + "\"").status() == 200);
        }
    }

    @Test
    void closesConnectionsAboveTheLimit() {
        try (TestServer server = TestServer.start(withLimits(10, 1_000, 1));
                RawClient first = new RawClient(server.port())) {
            first.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(first.answer()).startsWith("HTTP/1.1 200 ");

            try (RawClient second = new RawClient(server.port())) {
                assertThat(second.closesWithin(Duration.ofSeconds(2))).isTrue();
            }
            first.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    private static HttpConfig withLimits(int inFlight, long bufferedBodies, int connections) {
        HttpConfig.Limits usual = HttpConfig.Limits.DEFAULT;
        return HttpConfig.defaults()
                .withLimits(new HttpConfig.Limits(
                        usual.runBody(),
                        usual.managementBody(),
                        usual.pluginBody(),
                        bufferedBodies,
                        inFlight,
                        connections,
                        usual.streamBuffer()));
    }

    private static String head(String key, int length) {
        return "POST " + RUN + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}

package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceRoutesIT {
    private final TestServer server = TestServer.start();
    private final TestCaller viewer = server.as(Role.VIEWER);

    @BeforeEach
    void recordTraces() {
        server.traces
                .insertAll(List.of(
                        Fixtures.trace(1, "triage"), Fixtures.trace(2, "extract"), Fixtures.failedTrace(3, "triage")))
                .await();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheFullTrace() {
        JsonNode trace = viewer.get("/v1/traces/" + Fixtures.executionId(1)).json();

        assertThat(trace.get("agent").asText()).isEqualTo("triage");
        assertThat(trace.get("status").asText()).isEqualTo("ok");
        assertThat(trace.get("input")).isEqualTo(Fixtures.INPUT);
        assertThat(trace.get("output")).isEqualTo(Fixtures.OUTPUT);
        assertThat(trace.get("spans")).hasSize(2);
        assertThat(trace.at("/spans/1/attributes/gen_ai.usage.input_tokens").asInt())
                .isEqualTo(42);
        assertThat(trace.at("/spans/1/kind").asText()).isEqualTo("client");
        assertThat(trace.has("errorCode")).isFalse();
    }

    @Test
    void showsWhyAnExecutionFailed() {
        JsonNode trace = viewer.get("/v1/traces/" + Fixtures.executionId(3)).json();

        assertThat(trace.get("status").asText()).isEqualTo("error");
        assertThat(trace.get("errorCode").asText()).isEqualTo("agent_not_found");
        assertThat(trace.get("errorMessage").asText()).isEqualTo("no agent of that name");
        assertThat(trace.has("version")).isFalse();
        assertThat(trace.has("output")).isFalse();
    }

    @Test
    void findsTracesByAgentStatusAndTime() {
        assertThat(ids(viewer.get("/v1/traces")))
                .containsExactly(Fixtures.executionId(3), Fixtures.executionId(2), Fixtures.executionId(1));
        assertThat(ids(viewer.get("/v1/traces?agent=triage&status=ok&version=1&alias=production")))
                .containsExactly(Fixtures.executionId(1));
        assertThat(ids(viewer.get("/v1/traces?from=2026-11-24T10:15:32Z&to=2026-11-24T10:15:33Z")))
                .containsExactly(Fixtures.executionId(2));
    }

    @Test
    void hidesTracesOfAgentsOutsideTheKey() {
        TestCaller limited = server.as(Role.VIEWER, "extract");

        assertThat(ids(limited.get("/v1/traces"))).containsExactly(Fixtures.executionId(2));
        assertThat(ids(limited.get("/v1/traces?agent=triage"))).isEmpty();
        assertThat(limited.get("/v1/traces/" + Fixtures.executionId(1)).code()).isEqualTo("trace_not_found");
    }

    @Test
    void namesAWrongQueryParameter() {
        for (String query :
                List.of("from=yesterday", "version=one", "status=great", "limit=x", "nope=1", "agent=a&agent=b")) {
            TestCaller.Reply reply = viewer.get("/v1/traces?" + query);

            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.code()).as(query).isEqualTo("malformed_request");
            assertThat(reply.text()).as(query).contains(query.substring(0, query.indexOf('=')));
        }
        assertThat(viewer.get("/v1/traces?limit=0").status()).isEqualTo(422);
        assertThat(viewer.get("/v1/traces?cursor=forged").status()).isEqualTo(422);
    }

    private static List<String> ids(TestCaller.Reply reply) {
        return reply.json().get("items").findValuesAsText("id");
    }
}

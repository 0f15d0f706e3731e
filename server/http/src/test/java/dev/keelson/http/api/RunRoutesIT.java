package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.contract.ContractGuard;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.execution.CallerNeeds;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunRoutesIT {
    private static final String INPUT = "{\"text\":\"I was charged twice\"}";

    private final TestServer server = TestServer.start();
    private TestCaller caller = server.anonymous();

    @BeforeEach
    void authenticate() {
        caller = server.as(Role.CALLER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersExactlyTheOutput() {
        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(ScriptedExecution.output());
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void tellsOfTheExecutionInHeaders() {
        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(reply.header("Keelson-Execution-Id")).isEqualTo(Fixtures.executionId(1));
        assertThat(reply.header("Keelson-Version")).isEqualTo("2");
        assertThat(reply.header("Keelson-Alias")).isEqualTo("production");
        assertThat(reply.header("Keelson-Model")).isEqualTo("local/minilm");
        assertThat(reply.header("Keelson-Cost")).isEqualTo("1500");
        assertThat(reply.header("Link")).isEqualTo("</v1/traces/" + Fixtures.executionId(1) + ">; rel=\"describedby\"");
        assertThat(reply.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void handsOnWhatOfTheContractTheCallerNeeds() {
        TestCaller.Reply answered =
                caller.post("/v1/agents/triage/run?fields=team,/customer/email", INPUT, "Keelson-Contract", "2.1");
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);

        CallerNeeds needs = server.execution.last().needs();
        assertThat(needs.builtFor()).isEqualTo(new ContractGuard(2, 1));
        assertThat(needs.fields()).hasToString("/team,/customer/email");
        assertThat(caller.post("/v1/agents/triage/run", INPUT).status()).isEqualTo(200);
        assertThat(server.execution.last().needs()).isEqualTo(CallerNeeds.NONE);
    }

    @Test
    void refusesNeedsThatAreNone() {
        assertThat(caller.post("/v1/agents/triage/run", INPUT, "Keelson-Contract", "two")
                        .code())
                .isEqualTo("malformed_request");
        assertThat(caller.post("/v1/agents/triage/run?fields=", INPUT).code()).isEqualTo("request_invalid");
        assertThat(caller.post("/v1/agents/triage/run?field=team", INPUT).code())
                .isEqualTo("malformed_request");
        assertThat(server.execution.asked()).isEmpty();
    }

    @Test
    void tellsTheContractThatTheOutputKeeps() {
        server.execution.answers(input -> Future.succeededFuture(new ExecutionResult(
                Fixtures.executionId(1),
                "triage",
                2,
                null,
                "local/minilm",
                null,
                Fixtures.OUTPUT,
                false,
                "2.1",
                null)));

        assertThat(caller.post("/v1/agents/triage/run", INPUT).header("Keelson-Contract"))
                .isEqualTo("2.1");
        assertThat(caller.post("/v1/agents/triage/run", INPUT, "Accept", "text/event-stream")
                        .header("Keelson-Contract"))
                .isEqualTo("2.1");
    }

    @Test
    void saysSoWhenTheCostIsUnknownAndTheVersionPinned() {
        server.execution.echoes();

        TestCaller.Reply reply = caller.post("/v1/agents/triage@2/run", INPUT);

        assertThat(reply.header("Keelson-Cost")).isEqualTo("unknown");
        assertThat(reply.response().headers().firstValue("Keelson-Alias")).isEmpty();
    }

    @Test
    void marksAReplay() {
        ExecutionResult result = ScriptedExecution.RESULT;
        server.execution.answers(input -> Future.succeededFuture(new ExecutionResult(
                result.executionId(),
                result.agent(),
                result.version(),
                result.alias(),
                result.target(),
                result.costNanoUsd(),
                result.output(),
                true)));

        assertThat(caller.post("/v1/agents/triage/run", INPUT, "Idempotency-Key", "order-7")
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void tellsCallersOfADeprecatedAliasToLeave() {
        ExecutionResult result = ScriptedExecution.RESULT;
        server.execution.answers(input -> Future.succeededFuture(new ExecutionResult(
                result.executionId(),
                result.agent(),
                result.version(),
                result.alias(),
                result.target(),
                result.costNanoUsd(),
                result.output(),
                false,
                null,
                new Deprecation(
                        Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2027-05-03T08:09:10Z"), "next", ""))));

        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(reply.header("Deprecation")).isEqualTo("@1793491200");
        assertThat(reply.header("Sunset")).isEqualTo("Mon, 03 May 2027 08:09:10 GMT");
        assertThat(reply.header("Link"))
                .endsWith(
                        "rel=\"describedby\", </v1/agents/" + result.agent() + "@next/run>; rel=\"successor-version\"");
    }

    @Test
    void handsOnReferenceKeysAndInput() {
        caller.mustPost(
                "/v1/agents/triage@staging/run", INPUT, "Idempotency-Key", "a b", "Keelson-Sticky-Key", "user-1");

        assertThat(server.execution.last().ref()).isEqualTo("triage@staging");
        assertThat(server.execution.last().idempotencyKey()).isEqualTo("a b");
        assertThat(server.execution.last().stickyKey()).isEqualTo("user-1");
        assertThat(server.execution.last().input().get("text").asText()).isEqualTo("I was charged twice");
        assertThat(server.execution.last().by().role()).isEqualTo(Role.CALLER);
    }

    @Test
    void takesAnEscapedAtSign() {
        caller.mustPost("/v1/agents/triage%40staging/run", INPUT);

        assertThat(server.execution.last().ref()).isEqualTo("triage@staging");
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT, "Idempotency-Key", "k".repeat(256));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_request");
        assertThat(reply.text()).contains("Idempotency-Key");
        assertThat(server.execution.asked()).isEmpty();
    }

    @Test
    void refusesAKeyThatIsGivenTwice() {
        TestCaller.Reply reply =
                caller.post("/v1/agents/triage/run", INPUT, "Idempotency-Key", "a", "Idempotency-Key", "b");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(server.execution.asked()).isEmpty();
    }

    @Test
    void refusesQueryParameters() {
        TestCaller.Reply reply = caller.post("/v1/agents/triage/run?alias=staging", INPUT);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("unknown query parameter: alias");
        assertThat(server.execution.asked()).isEmpty();
    }

    @Test
    void takesAnyJsonValueAsInput() {
        server.execution.echoes();

        assertThat(caller.post("/v1/agents/triage/run", "[1, 2.5, null]").text())
                .isEqualTo("[1,2.5,null]");
    }

    @Test
    void tellsEveryViolationOfAnInvalidInput() {
        server.execution.answers(input -> Future.failedFuture(new KeelsonException(
                        ErrorCode.INPUT_INVALID,
                        "the input breaks its schema",
                        List.of(Violation.at("/text", "type", "integer found, string expected")))
                .withExecutionId(Fixtures.executionId(3))));

        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", "{\"text\":1}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("type").asText()).isEqualTo("urn:keelson:problem:input_invalid");
        assertThat(reply.json().get("title").asText()).isEqualTo("Input invalid");
        assertThat(reply.json().get("status").asInt()).isEqualTo(422);
        assertThat(reply.json().get("detail").asText()).isEqualTo("the input breaks its schema");
        assertThat(reply.json().get("advice").asText()).isEqualTo(ErrorCode.INPUT_INVALID.advice());
        assertThat(reply.json().get("requestId").asText()).isEqualTo(reply.header("Keelson-Request-Id"));
        assertThat(reply.json().get("executionId").asText()).isEqualTo(Fixtures.executionId(3));
        assertThat(reply.json().at("/violations/0/pointer").asText()).isEqualTo("/text");
        assertThat(reply.json().at("/violations/0/rule").asText()).isEqualTo("type");
        assertThat(reply.header("Keelson-Execution-Id")).isEqualTo(Fixtures.executionId(3));
    }

    @Test
    void saysWhenToTryAgain() {
        server.execution.answers(input -> Future.failedFuture(
                new KeelsonException(ErrorCode.NO_MODEL_AVAILABLE, "none").withRetryAfter(Duration.ofMillis(2_500))));
        TestCaller.Reply exact = caller.post("/v1/agents/triage/run", INPUT);
        server.execution.answers(
                input -> Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "no store")));
        TestCaller.Reply usual = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(exact.status()).isEqualTo(503);
        assertThat(exact.header("Retry-After")).isEqualTo("3");
        assertThat(usual.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void saysNothingOfItsOwnFaults() {
        server.execution.answers(input -> {
            throw new IllegalStateException("password is hunter2");
        });

        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("unexpected");
        assertThat(reply.text()).doesNotContain("hunter2").doesNotContain("IllegalState");
    }

    @Test
    void keepsHeadersCleanWhateverAModelIsCalled() {
        ExecutionResult result = ScriptedExecution.RESULT;
        server.execution.answers(input -> Future.succeededFuture(new ExecutionResult(
                result.executionId(),
                result.agent(),
                result.version(),
                result.alias(),
                "local/a\r\nSet-Cookie: x=1\u00fc",
                result.costNanoUsd(),
                result.output(),
                false)));

        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Keelson-Model")).isEqualTo("local/a??Set-Cookie: x=1?");
        assertThat(reply.response().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void refusesWhatItCanNotWrite() {
        TestCaller.Reply reply = caller.post("/v1/agents/triage/run", INPUT, "Accept", "text/html");

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.text()).contains("application/json, text/event-stream");
    }

    @Test
    void hasTheSecurityHeadersOnGoodAndBadAnswers() {
        for (TestCaller.Reply reply :
                List.of(caller.post("/v1/agents/triage/run", INPUT), caller.post("/v1/agents/triage/run", "{"))) {
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void takesAWellFormedRequestIdAndReplacesAnyOther() {
        assertThat(caller.post("/v1/agents/triage/run", INPUT, "Keelson-Request-Id", "my-id.7_x")
                        .header("Keelson-Request-Id"))
                .isEqualTo("my-id.7_x");
        assertThat(caller.post("/v1/agents/triage/run", INPUT, "Keelson-Request-Id", "<script>")
                        .header("Keelson-Request-Id"))
                .matches("[0-9a-f]{16}-[0-9a-f]+");
    }
}

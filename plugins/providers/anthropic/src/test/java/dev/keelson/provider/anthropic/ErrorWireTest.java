package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the upstream, in the bodies that it sends. */
class ErrorWireTest extends WireCase {

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | INVALID_REQUEST | invalid_request_error | `temperature` is deprecated for this model.",
                "400 | INVALID_REQUEST | invalid_request_error | Thinking may not be enabled when tool_choice forces tool use.",
                "400 | INVALID_REQUEST | invalid_request_error | tool_choice: type tool and any are not supported for this model.",
                "400 | INVALID_REQUEST | invalid_request_error | For 'array' type, property 'maxItems' is not supported",
                "400 | INVALID_REQUEST | invalid_request_error | The compiled grammar is too large",
                "400 | INVALID_REQUEST | invalid_request_error | Schemas contains too many parameters with union types",
                "400 | CONTEXT_LENGTH | invalid_request_error | prompt is too long: 1000123 tokens > 1000000 maximum",
                "400 | CONTEXT_LENGTH | invalid_request_error | Input is too long for requested model.",
                "400 | CONTEXT_LENGTH | invalid_request_error | input length and `max_tokens` exceed context limit: 9 + 9 > 10",
                "400 | CONTENT_FILTER | invalid_request_error | Output blocked by content filtering policy",
                "400 | QUOTA_EXHAUSTED | invalid_request_error | Your credit balance is too low to access the Anthropic API.",
                "400 | QUOTA_EXHAUSTED | invalid_request_error | You have reached your specified API usage limits.",
                "400 | QUOTA_EXHAUSTED | invalid_request_error | This workspace has reached its spend limit.",
                "401 | AUTHENTICATION | authentication_error | invalid bearer token",
                "402 | QUOTA_EXHAUSTED | billing_error | There is an issue with your billing.",
                "403 | AUTHENTICATION | permission_error | Your key may not use this resource.",
                "404 | NOT_FOUND | not_found_error | model: claude-nope",
                "409 | UNAVAILABLE | conflict_error | conflict",
                "413 | INVALID_REQUEST | request_too_large | Request exceeds the maximum size",
                "429 | RATE_LIMITED | rate_limit_error | This request would exceed your rate limit.",
                "500 | UNAVAILABLE | api_error | Internal server error",
                "504 | UNAVAILABLE | timeout_error | The request took too long.",
                "529 | UNAVAILABLE | overloaded_error | Overloaded"
            })
    void knowsTheError(int status, ErrorType expected, String type, String message) {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_body\"}";
        upstream.respond(request -> StubAnswer.of(status, "application/json", body, "request-id: req_head"));

        PluginException failure = failure();
        PluginException streamed = stream(question()).failure();

        assertThat(failure.type()).as(failure.getMessage()).isEqualTo(expected);
        assertThat(failure.upstreamCode()).hasValue(type);
        assertThat(failure.requestId()).hasValue("req_body");
        assertThat(failure.getMessage()).contains(String.valueOf(status), message);
        assertThat(streamed.type()).isEqualTo(expected);
        assertThat(streamed.getMessage()).isEqualTo(failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "ramp_limit_exceeded, RATE_LIMITED, 7000",
        "enforced_spend_limit_reached, QUOTA_EXHAUSTED, -1",
        "contract_spend_limit_reached, QUOTA_EXHAUSTED, -1"
    })
    void tellsLimitsOfSpeedFromLimitsOfMoney(String code, ErrorType expected, long waitMillis) {
        String body = "{'type':'error','error':{'type':'rate_limit_error','message':'limit','details':{'error_code':'"
                + code + "'}}}";
        upstream.enqueue(StubAnswer.of(429, "application/json", quoted(body), "Retry-After: 7", "request-id: req_7"));

        PluginException failure = failure();

        assertThat(failure.type()).isEqualTo(expected);
        assertThat(failure.type().retryable()).isEqualTo(expected == ErrorType.RATE_LIMITED);
        assertThat(failure.upstreamCode()).hasValue(code);
        assertThat(failure.requestId()).hasValue("req_7");
        assertThat(failure.retryAfter().map(Duration::toMillis).orElse(-1L)).isEqualTo(waitMillis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "502 | UNAVAILABLE | <html>Bad gateway</html>",
                "403 | AUTHENTICATION | {'error':'forbidden by the gateway'}",
                "400 | INVALID_REQUEST | {'message':'flat'}",
                "422 | INVALID_REQUEST | {'detail':'field required'}",
                "408 | TIMEOUT | []",
                "301 | CONFIG | moved",
                "524 | UNAVAILABLE | error code: 524"
            })
    void copesWithErrorsOfGateways(int status, ErrorType expected, String body) {
        upstream.enqueue(StubAnswer.of(status, "text/plain", quoted(body)));

        assertThat(failure().type()).isEqualTo(expected);
    }

    @Test
    void findsAnErrorBehindAGoodStatus() {
        upstream.enqueue(StubAnswer.of(
                200,
                "application/json",
                quoted("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}"),
                "request-id: req_7"));

        PluginException failure = failure();

        assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(failure.upstreamCode()).isEqualTo(Optional.of("overloaded_error"));
        assertThat(failure.requestId()).hasValue("req_7");
    }

    @Test
    void hidesTheKeyAndShortensTheMessage() {
        upstream.enqueue(StubAnswer.json(
                400,
                "{\"error\":{\"message\":\"a\\r\\nb " + KEY + "x".repeat(5_000) + "\",\"type\":\"" + KEY + "\"}}"));

        PluginException failure = failure();

        assertThat(failure.getMessage()).hasSizeLessThan(600).doesNotContain("\n", "\r", KEY);
        assertThat(failure.upstreamCode().orElseThrow()).doesNotContain(KEY);
    }

    private PluginException failure() {
        return Stages.failure(() -> provider().chat(question().build()));
    }
}

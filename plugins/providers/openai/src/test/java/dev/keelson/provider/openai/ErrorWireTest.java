package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of OpenAI, in the bodies that it sends. */
class ErrorWireTest extends WireCase {

    @ParameterizedTest(name = "{0} {3}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | AUTHENTICATION | Incorrect API key provided: sk-wire-0123456789. | invalid_request_error | invalid_api_key",
                "403 | AUTHENTICATION | Country, region, or territory not supported | request_forbidden"
                        + " | unsupported_country_region_territory",
                "404 | NOT_FOUND | The model gpt-9 does not exist or you do not have access to it."
                        + " | invalid_request_error | model_not_found",
                "400 | CONTEXT_LENGTH | Your input exceeds the context window of this model."
                        + " | invalid_request_error | context_length_exceeded",
                "400 | CONTEXT_LENGTH | Your input exceeds the context window of this model. | invalid_request_error |",
                "400 | INVALID_REQUEST | Unsupported parameter: max_tokens. Use max_completion_tokens instead."
                        + " | invalid_request_error | unsupported_parameter",
                "400 | INVALID_REQUEST | Only the default (1) value is supported. | invalid_request_error"
                        + " | unsupported_value",
                "400 | INVALID_REQUEST | Function tools with reasoning_effort are not supported for gpt-5.4 in"
                        + " /v1/chat/completions. | invalid_request_error |",
                "400 | INVALID_REQUEST | Invalid schema for response_format answer: In context=(),"
                        + " additionalProperties is required. | invalid_request_error | invalid_json_schema",
                "400 | INVALID_REQUEST | The encrypted content could not be verified. | invalid_request_error"
                        + " | invalid_encrypted_content",
                "400 | INVALID_REQUEST | Encrypted content is not supported with this model. | invalid_request_error |",
                "400 | CONTENT_FILTER | Your request was rejected. | invalid_request_error | content_policy_violation",
                "400 | CONTENT_FILTER | Invalid prompt: your prompt was flagged. | invalid_request_error | invalid_prompt",
                "400 | CONTENT_FILTER | Flagged. | invalid_request_error | cyber_policy",
                "400 | CONTENT_FILTER | Flagged. | invalid_request_error | misalignment_policy_violation",
                "408 | TIMEOUT | Timeout. | server_error |",
                "409 | UNAVAILABLE | Conflict. | conflict_error |",
                "413 | INVALID_REQUEST | Too large. | invalid_request_error |",
                "422 | INVALID_REQUEST | Unprocessable. | invalid_request_error |",
                "429 | RATE_LIMITED | Rate limit reached for gpt-6.2-sol on tokens per min (TPM). | tokens"
                        + " | rate_limit_exceeded",
                "429 | RATE_LIMITED | Please slow down. | rate_limit_error | slow_down",
                "429 | QUOTA_EXHAUSTED | You exceeded your current quota. | insufficient_quota | insufficient_quota",
                "429 | QUOTA_EXHAUSTED | No credit. | insufficient_quota | credit_balance_exhausted",
                "429 | QUOTA_EXHAUSTED | Spent. | insufficient_quota | organization_spend_limit_exceeded",
                "429 | QUOTA_EXHAUSTED | Spent. | insufficient_quota | project_spend_limit_exceeded",
                "429 | QUOTA_EXHAUSTED | Used. | insufficient_quota | organization_usage_limit_exceeded",
                "429 | QUOTA_EXHAUSTED | Used. | insufficient_quota | a_code_of_tomorrow",
                "500 | UNAVAILABLE | The server had an error. | server_error |",
                "503 | UNAVAILABLE | Overloaded. | service_unavailable_error | server_is_overloaded"
            })
    void knowsTheError(int status, ErrorType expected, String message, String type, @Nullable String code) {
        String quotedCode = code == null ? "null" : "'" + code + "'";
        String body = quoted(
                "{'error':{'message':'" + message + "','type':'" + type + "','param':null,'code':" + quotedCode + "}}");
        upstream.respond(request -> StubAnswer.of(status, "application/json", body, "x-request-id: req_1"));

        PluginException failure = failure(question());
        PluginException streamed = stream(question()).failure();

        assertThat(failure.type()).as(failure.getMessage()).isEqualTo(expected);
        assertThat(failure.upstreamCode()).hasValue(code == null ? type : code);
        assertThat(failure.requestId()).hasValue("req_1");
        assertThat(failure).hasMessageContaining(String.valueOf(status)).hasMessageNotContaining(KEY);
        assertThat(streamed.type()).isEqualTo(expected);
        assertThat(streamed.requestId()).hasValue("req_1");
        assertThat(streamed).hasMessage(failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"502, UNAVAILABLE", "504, UNAVAILABLE", "418, INVALID_REQUEST", "301, CONFIG", "429, RATE_LIMITED"})
    void knowsAStatusWithoutAnError(int status, ErrorType expected) {
        upstream.enqueue(StubAnswer.of(status, "text/html", "<html>" + KEY + "</html>"));

        PluginException failure = failure(question());

        assertThat(failure.type()).isEqualTo(expected);
        assertThat(failure.upstreamCode()).isEmpty();
        assertThat(failure).hasMessageNotContaining(KEY);
    }

    @Test
    void readsHowLongToWaitAndPrefersTheFinerWait() {
        upstream.enqueue(StubAnswer.of(429, "application/json", "{}", "retry-after: 9", "retry-after-ms: 120"));
        assertThat(failure(question()).retryAfter()).hasValue(Duration.ofMillis(120));

        upstream.enqueue(StubAnswer.of(503, "application/json", "{}", "retry-after: Thu, 15 Jan 2026 12:00:30 GMT"));
        assertThat(failure(question()).retryAfter()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void shortensAndFlattensLongMessages() {
        upstream.enqueue(StubAnswer.json(400, "{\"error\":{\"message\":\"a\\r\\nb" + "x".repeat(5_000) + "\"}}"));

        assertThat(failure(question()).getMessage())
                .hasSizeLessThan(600)
                .doesNotContain("\n", "\r")
                .contains("a b");
    }

    @Test
    void findsAnErrorInsideAGoodAnswer() {
        upstream.enqueue(
                StubAnswer.json(200, quoted("{'error':{'message':'no','type':'x','code':'rate_limit_exceeded'}}")));

        assertThat(failure(question()).type()).isEqualTo(ErrorType.RATE_LIMITED);
    }

    @Test
    void failsToListModelsAsItFailsToChat() {
        upstream.enqueue(StubAnswer.of(
                401,
                "application/json",
                quoted("{'error':{'message':'Incorrect API key provided: " + KEY + "','code':'invalid_api_key'}}"),
                "x-request-id: req_2"));

        PluginException failure = Stages.failure(() -> provider().listModels());

        assertThat(failure.type()).isEqualTo(ErrorType.AUTHENTICATION);
        assertThat(failure.requestId()).hasValue("req_2");
        assertThat(failure).hasMessageNotContaining(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{'data':{}}", "no json"})
    void refusesAListThatIsNone(String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));

        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }
}

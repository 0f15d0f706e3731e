package dev.keelson.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of the Agent API, in the bodies that it sends. */
class ErrorWireTest extends WireCase {

    @ParameterizedTest(name = "{0}: {1} {3}")
    @MethodSource("errors")
    void knowsTheError(int status, ErrorType expected, Optional<String> code, String body) {
        upstream.respond(request -> StubAnswer.json(status, body));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));
        PluginException streamed = stream(question()).failure();

        assertThat(failure.type()).as(failure.getMessage()).isEqualTo(expected);
        assertThat(failure.upstreamCode()).isEqualTo(code);
        assertThat(failure.getMessage()).contains(String.valueOf(status)).doesNotContain(KEY);
        assertThat(streamed.type()).isEqualTo(expected);
        assertThat(streamed.getMessage()).isEqualTo(failure.getMessage());
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                error(
                        401,
                        ErrorType.AUTHENTICATION,
                        "401",
                        "{'error':{'message':'Invalid API key " + KEY + "','type':'invalid_api_key','code':401}}"),
                error(
                        401,
                        ErrorType.QUOTA_EXHAUSTED,
                        "401",
                        "{'error':{'message':'You exceeded your current quota',"
                                + "'type':'insufficient_quota','code':401}}"),
                error(402, ErrorType.QUOTA_EXHAUSTED, null, "{'detail':'Payment required'}"),
                error(403, ErrorType.AUTHENTICATION, null, "{'detail':'Forbidden'}"),
                error(404, ErrorType.NOT_FOUND, null, "{'detail':'Not Found'}"),
                error(
                        400,
                        ErrorType.NOT_FOUND,
                        "invalid_model",
                        "{'error':{'message':'Invalid model x/y'," + "'type':'invalid_model','code':null}}"),
                error(400, ErrorType.INVALID_REQUEST, "400", "{'error':{'message':'unknown field: stop','code':400}}"),
                error(
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "invalid_request",
                        "{'error':{'message':'This model has a maximum "
                                + "context length of 128000 tokens','type':'invalid_request'}}"),
                error(413, ErrorType.INVALID_REQUEST, null, "too large"),
                error(
                        422,
                        ErrorType.INVALID_REQUEST,
                        null,
                        "{'detail':[{'loc':['body','input'],'msg':'Field required'," + "'type':'missing'}]}"),
                error(
                        429,
                        ErrorType.RATE_LIMITED,
                        "rate_limited",
                        "{'error':{'message':'Too many requests'," + "'type':'rate_limited'}}"),
                error(408, ErrorType.TIMEOUT, null, ""),
                error(409, ErrorType.UNAVAILABLE, null, ""),
                error(500, ErrorType.UNAVAILABLE, "internal", "{'error':{'message':'x','code':'internal'}}"),
                error(502, ErrorType.UNAVAILABLE, null, "<html><body>502 Bad Gateway</body></html>"),
                error(503, ErrorType.UNAVAILABLE, null, "{'error':'overloaded'}"),
                error(524, ErrorType.UNAVAILABLE, null, "error code: 524"),
                error(418, ErrorType.INVALID_REQUEST, null, "[]"),
                error(301, ErrorType.CONFIG, null, "moved"));
    }

    @Test
    void saysWhichFieldsWereRefused() {
        upstream.enqueue(
                StubAnswer.json(
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"input\",0],\"msg\":\"Field required\",\"type\":\"missing\"},"
                                + "{\"loc\":[\"body\",\"stop\"],\"msg\":\"Extra inputs are not permitted\"},{\"msg\":\"and more\"}]}"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.getMessage())
                .contains("body.input.0: Field required; body.stop: Extra inputs are not permitted; and more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 7 | 7000",
                "retry-after-ms: 1500 | 1500",
                "Retry-After: Thu, 15 Jan 2026 12:00:30 GMT | 30000",
                "Retry-After: soon | -1",
                "X-Other: 1 | -1"
            })
    void readsHowLongToWait(String header, long millis) {
        upstream.enqueue(StubAnswer.of(429, "application/json", "{}", header));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.retryAfter().map(Duration::toMillis).orElse(-1L)).isEqualTo(millis);
    }

    @Test
    void namesTheRequestThatFailed() {
        upstream.enqueue(StubAnswer.of(500, "application/json", "{}", "x-request-id: req_9"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.requestId()).hasValue("req_9");
    }

    @Test
    void shortensAndFlattensLongMessages() {
        upstream.enqueue(StubAnswer.json(400, "{\"error\":{\"message\":\"a\\r\\nb" + "x".repeat(5_000) + "\"}}"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.getMessage())
                .hasSizeLessThan(600)
                .doesNotContain("\n", "\r")
                .contains("a b");
    }

    private static Arguments error(int status, ErrorType expected, @Nullable String code, String body) {
        return arguments(status, expected, Optional.ofNullable(code), body.replace('\'', '"'));
    }
}

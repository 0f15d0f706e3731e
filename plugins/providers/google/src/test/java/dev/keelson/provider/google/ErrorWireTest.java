package dev.keelson.provider.google;

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

/** Errors, in the bodies that Google sends. */
class ErrorWireTest extends WireCase {
    private static final String BILLING =
            "You exceeded your current quota, please check your plan and billing details.";

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource({"requestErrors", "quotaErrors", "serverErrors"})
    void knowsTheError(String what, int status, ErrorType expected, Optional<String> code, String body) {
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

    static Stream<Arguments> requestErrors() {
        return Stream.of(
                error(
                        "an invalid key",
                        400,
                        ErrorType.AUTHENTICATION,
                        "API_KEY_INVALID",
                        "{'error':{'code':400,'message':'API key not valid. Please pass a valid API key.','status':"
                                + "'INVALID_ARGUMENT','details':[{'@type':'type.googleapis.com/google.rpc.ErrorInfo',"
                                + "'reason':'API_KEY_INVALID','domain':'googleapis.com','metadata':{'service':"
                                + "'generativelanguage.googleapis.com'}},{'@type':'type.googleapis.com/"
                                + "google.rpc.LocalizedMessage','locale':'en-US','message':'API key not valid.'}]}}"),
                error(
                        "an invalid key without details",
                        400,
                        ErrorType.AUTHENTICATION,
                        "INVALID_ARGUMENT",
                        of(400, "API key expired. Please renew the API key " + KEY + ".", "INVALID_ARGUMENT")),
                error(
                        "no key",
                        403,
                        ErrorType.AUTHENTICATION,
                        "PERMISSION_DENIED",
                        of(403, "Method doesn`t allow unregistered callers.", "PERMISSION_DENIED")),
                error(
                        "an OAuth token that is needed",
                        401,
                        ErrorType.AUTHENTICATION,
                        "UNAUTHENTICATED",
                        of(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED")),
                error(
                        "an API that is switched off",
                        403,
                        ErrorType.AUTHENTICATION,
                        "SERVICE_DISABLED",
                        "{'error':{'code':403,'message':'Generative Language API has not been used in project 1 before or"
                                + " it is disabled.','status':'PERMISSION_DENIED','details':[{'@type':"
                                + "'type.googleapis.com/google.rpc.ErrorInfo','reason':'SERVICE_DISABLED'}]}}"),
                error(
                        "too many tokens",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "INVALID_ARGUMENT",
                        of(
                                400,
                                "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                                "INVALID_ARGUMENT")),
                error(
                        "too many bytes",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "INVALID_ARGUMENT",
                        of(400, "Request payload size exceeds the limit: 20971520 bytes.", "INVALID_ARGUMENT")),
                error(
                        "a missing signature",
                        400,
                        ErrorType.INVALID_REQUEST,
                        "INVALID_ARGUMENT",
                        of(
                                400,
                                "Function call is missing a thought_signature in functionCall parts.",
                                "INVALID_ARGUMENT")),
                error(
                        "an unknown field",
                        400,
                        ErrorType.INVALID_REQUEST,
                        "INVALID_ARGUMENT",
                        "{'error':{'code':400,'message':'Invalid JSON payload received. Unknown name `foo` at"
                                + " `generation_config`: Cannot find field.','status':'INVALID_ARGUMENT','details':"
                                + "[{'@type':'type.googleapis.com/google.rpc.BadRequest','fieldViolations':[{}]}]}}"),
                error(
                        "a schema with too many states",
                        400,
                        ErrorType.INVALID_REQUEST,
                        "INVALID_ARGUMENT",
                        of(
                                400,
                                "The specified schema produces a constraint that has too many states for serving.",
                                "INVALID_ARGUMENT")),
                error(
                        "the wrong place",
                        400,
                        ErrorType.AUTHENTICATION,
                        "FAILED_PRECONDITION",
                        of(400, "User location is not supported for the API use.", "FAILED_PRECONDITION")),
                error(
                        "no billing",
                        400,
                        ErrorType.QUOTA_EXHAUSTED,
                        "FAILED_PRECONDITION",
                        of(400, "Please enable billing on your project.", "FAILED_PRECONDITION")),
                error(
                        "an unknown model",
                        404,
                        ErrorType.NOT_FOUND,
                        "NOT_FOUND",
                        of(
                                404,
                                "models/gemini-9 is not found for API version v1beta, or is not supported for"
                                        + " generateContent.",
                                "NOT_FOUND")),
                error("a payment", 402, ErrorType.QUOTA_EXHAUSTED, "402", "{'error':{'code':402,'message':'Pay.'}}"));
    }

    static Stream<Arguments> quotaErrors() {
        return Stream.of(
                error(
                        "a full minute",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        of(429, "Resource has been exhausted (e.g. check quota).", "RESOURCE_EXHAUSTED")),
                error(
                        "a full minute with words of billing",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        quota("GenerateRequestsPerMinutePerProjectPerModel", "45.837906927s", BILLING)),
                error(
                        "a full minute without a wait",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        quota("GenerateContentInputTokensPerModelPerMinute", null, BILLING)),
                error(
                        "a wait without a quota",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        quota(null, "12s", BILLING)),
                error(
                        "a wait in words",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        of(429, BILLING + " Please retry in 8.5s.", "RESOURCE_EXHAUSTED")),
                error(
                        "a full day",
                        429,
                        ErrorType.QUOTA_EXHAUSTED,
                        "RESOURCE_EXHAUSTED",
                        quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "31s", BILLING)),
                error(
                        "a quota of zero",
                        429,
                        ErrorType.QUOTA_EXHAUSTED,
                        "RESOURCE_EXHAUSTED",
                        quota(
                                "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
                                "20s",
                                "Quota exceeded for metric: free_tier_requests, limit: 0, model: gemini-4-argon")),
                error(
                        "a quota of five",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        quota("GenerateRequestsPerMinutePerProjectPerModel", "20s", "Quota exceeded, limit: 05")),
                error(
                        "nothing but words of billing",
                        429,
                        ErrorType.QUOTA_EXHAUSTED,
                        "RESOURCE_EXHAUSTED",
                        of(429, BILLING, "RESOURCE_EXHAUSTED")),
                error(
                        "a limit under another status",
                        503,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        of(503, "Too many requests.", "RESOURCE_EXHAUSTED")),
                error(
                        "a list of one error",
                        429,
                        ErrorType.RATE_LIMITED,
                        "RESOURCE_EXHAUSTED",
                        "[" + of(429, "Resource has been exhausted.", "RESOURCE_EXHAUSTED") + "]"));
    }

    static Stream<Arguments> serverErrors() {
        return Stream.of(
                error(
                        "an error of its own",
                        500,
                        ErrorType.UNAVAILABLE,
                        "INTERNAL",
                        of(500, "An internal error has occurred.", "INTERNAL")),
                error(
                        "an overload",
                        503,
                        ErrorType.UNAVAILABLE,
                        "UNAVAILABLE",
                        of(503, "The model is overloaded. Please try again later.", "UNAVAILABLE")),
                error(
                        "a deadline of its own",
                        504,
                        ErrorType.UNAVAILABLE,
                        "DEADLINE_EXCEEDED",
                        of(504, "Deadline expired before operation could complete.", "DEADLINE_EXCEEDED")),
                error(
                        "a cancellation",
                        499,
                        ErrorType.UNAVAILABLE,
                        "CANCELLED",
                        of(499, "The operation was cancelled.", "CANCELLED")),
                error("a proxy", 502, ErrorType.UNAVAILABLE, null, "<html><body>502 Bad Gateway</body></html>"),
                error("a proxy", 408, ErrorType.TIMEOUT, null, ""),
                error("a proxy", 409, ErrorType.UNAVAILABLE, null, "[]"),
                error("a proxy", 418, ErrorType.INVALID_REQUEST, null, "{'error':'teapot'}"),
                error("a proxy", 301, ErrorType.CONFIG, null, "moved"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Other: 1 | 45.837906927s | 45837906927",
                "X-Other: 1 | 0s | 0",
                "X-Other: 1 | 3600s | 3600000000000",
                "X-Other: 1 | 86401s | -1",
                "X-Other: 1 | 45 | -1",
                "X-Other: 1 | -3s | -1",
                "X-Other: 1 | soon | -1",
                "X-Other: 1 | 9999999999999s | -1",
                "Retry-After: 7 | 45s | 7000000000",
                "Retry-After: 7 | soon | 7000000000"
            })
    void readsHowLongToWait(String header, String delay, long nanos) {
        String body = quoted(quota("GenerateRequestsPerMinute", delay, "slow down"));
        upstream.enqueue(StubAnswer.of(429, "application/json", body, header));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.retryAfter().map(Duration::toNanos).orElse(-1L)).isEqualTo(nanos);
    }

    @Test
    void doesNotPromiseThatAUsedUpQuotaComesBack() {
        upstream.enqueue(StubAnswer.json(429, quoted(quota("GenerateRequestsPerDay", "31s", BILLING))));

        assertThat(Stages.failure(() -> provider().chat(question().build())).retryAfter())
                .isEmpty();
    }

    @Test
    void hasTheWaitOfAnOverload() {
        upstream.enqueue(StubAnswer.json(
                503,
                quoted("{'error':{'code':503,'message':'overloaded','status':'UNAVAILABLE','details':[{'@type':"
                        + "'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'2.5s'}]}}")));

        assertThat(Stages.failure(() -> provider().chat(question().build())).retryAfter())
                .hasValue(Duration.ofMillis(2_500));
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

    private static String of(int code, String message, String status) {
        return "{'error':{'code':" + code + ",'message':'" + message + "','status':'" + status + "'}}";
    }

    private static String quota(@Nullable String quotaId, @Nullable String delay, String message) {
        String failure = quotaId == null
                ? ""
                : ",{'@type':'type.googleapis.com/google.rpc.QuotaFailure','violations':[{'quotaMetric':'m','quotaId':'"
                        + quotaId + "','quotaDimensions':{'model':'gemini-3.8-flash'},'quotaValue':'10'}]}";
        String retry = delay == null
                ? ""
                : ",{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'" + delay + "'}";
        return "{'error':{'code':429,'message':'" + message + "','status':'RESOURCE_EXHAUSTED','details':["
                + "{'@type':'type.googleapis.com/google.rpc.Help','links':[]}" + failure + retry + "]}}";
    }

    private static Arguments error(String what, int status, ErrorType expected, @Nullable String code, String body) {
        return arguments(what, status, expected, Optional.ofNullable(code), quoted(body));
    }
}

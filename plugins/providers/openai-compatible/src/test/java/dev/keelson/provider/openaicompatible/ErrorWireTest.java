package dev.keelson.provider.openaicompatible;

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

/** Errors of upstreams, in the bodies that they send. */
class ErrorWireTest extends WireCase {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("errors")
    void knowsTheError(String server, int status, ErrorType expected, Optional<String> code, String body) {
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
        return Stream.concat(openAi(), compatibleServers());
    }

    private static Stream<Arguments> openAi() {
        return Stream.of(
                error(
                        "OpenAI",
                        401,
                        ErrorType.AUTHENTICATION,
                        "invalid_api_key",
                        "{'error':{'message':'Incorrect API key "
                                + "provided: " + KEY
                                + ". You can find your API key at https://platform.openai.com/account/api-keys.',"
                                + "'type':'invalid_request_error','param':null,'code':'invalid_api_key'}}"),
                error(
                        "OpenAI",
                        403,
                        ErrorType.AUTHENTICATION,
                        "unsupported_country_region_territory",
                        "{'error':{'message':"
                                + "'Country, region, or territory not supported','type':'request_forbidden','param':null,"
                                + "'code':'unsupported_country_region_territory'}}"),
                error(
                        "OpenAI",
                        404,
                        ErrorType.NOT_FOUND,
                        "model_not_found",
                        "{'error':{'message':'The model `gpt-9` does "
                                + "not exist or you do not have access to it.','type':'invalid_request_error','param':null,"
                                + "'code':'model_not_found'}}"),
                error(
                        "OpenAI",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "context_length_exceeded",
                        "{'error':{'message':'This model"
                                + "\\'s maximum context length is 128000 tokens. However, your messages resulted in 130012 tokens."
                                + "','type':'invalid_request_error','param':'messages','code':'context_length_exceeded'}}"),
                error(
                        "OpenAI",
                        400,
                        ErrorType.INVALID_REQUEST,
                        "unsupported_parameter",
                        "{'error':{'message':'Unsupported "
                                + "parameter: max_tokens is not supported with this model. Use max_completion_tokens instead.',"
                                + "'type':'invalid_request_error','param':'max_tokens','code':'unsupported_parameter'}}"),
                error(
                        "OpenAI",
                        400,
                        ErrorType.INVALID_REQUEST,
                        "invalid_request_error",
                        "{'error':{'message':'Invalid "
                                + "schema for response_format answer: In context=(), additionalProperties is required to be supplied"
                                + " and to be false.','type':'invalid_request_error','param':'response_format','code':null}}"),
                error(
                        "OpenAI",
                        429,
                        ErrorType.RATE_LIMITED,
                        "rate_limit_exceeded",
                        "{'error':{'message':'Rate limit "
                                + "reached for gpt-4.1 on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try "
                                + "again in 2s.','type':'tokens','param':null,'code':'rate_limit_exceeded'}}"),
                error(
                        "OpenAI",
                        429,
                        ErrorType.RATE_LIMITED,
                        "slow_down",
                        "{'error':{'message':'Please slow down.',"
                                + "'type':'rate_limit_error','param':null,'code':'slow_down'}}"),
                error(
                        "OpenAI",
                        429,
                        ErrorType.QUOTA_EXHAUSTED,
                        "insufficient_quota",
                        "{'error':{'message':'You exceeded "
                                + "your current quota, please check your plan and billing details.','type':'insufficient_quota',"
                                + "'param':null,'code':'insufficient_quota'}}"),
                error(
                        "OpenAI",
                        429,
                        ErrorType.QUOTA_EXHAUSTED,
                        "credit_balance_exhausted",
                        "{'error':{'message':'Your "
                                + "credit balance is used up.','type':'insufficient_quota','code':'credit_balance_exhausted'}}"),
                error(
                        "OpenAI",
                        400,
                        ErrorType.CONTENT_FILTER,
                        "content_policy_violation",
                        "{'error':{'message':'Your "
                                + "request was rejected.','type':'invalid_request_error','code':'content_policy_violation'}}"),
                error(
                        "OpenAI",
                        500,
                        ErrorType.UNAVAILABLE,
                        "server_error",
                        "{'error':{'message':'The server had an error "
                                + "while processing your request.','type':'server_error','param':null,'code':null}}"),
                error(
                        "OpenAI",
                        503,
                        ErrorType.UNAVAILABLE,
                        "server_is_overloaded",
                        "{'error':{'message':'Overloaded.',"
                                + "'type':'service_unavailable_error','code':'server_is_overloaded'}}"),
                error(
                        "Azure",
                        400,
                        ErrorType.CONTENT_FILTER,
                        "content_filter",
                        "{'error':{'message':'The response was "
                                + "filtered due to the prompt triggering the content management policy.','type':null,"
                                + "'param':'prompt','code':'content_filter','status':400}}"));
    }

    private static Stream<Arguments> compatibleServers() {
        return Stream.of(
                error(
                        "vLLM",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "400",
                        "{'error':{'message':'This model\\'s maximum context "
                                + "length is 4096 tokens. However, you requested 5000 tokens.','type':'BadRequestError',"
                                + "'param':null,'code':400}}"),
                error(
                        "vLLM",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "400",
                        "{'object':'error','message':'max_tokens must be at "
                                + "least 1, got -12.','type':'BadRequestError','param':null,'code':400}"),
                error(
                        "vLLM",
                        404,
                        ErrorType.NOT_FOUND,
                        "404",
                        "{'error':{'message':'The model `x` does not exist.',"
                                + "'type':'NotFoundError','param':'model','code':404}}"),
                error("vLLM", 401, ErrorType.AUTHENTICATION, null, "{'error':'Unauthorized'}"),
                error(
                        "Ollama",
                        404,
                        ErrorType.NOT_FOUND,
                        "api_error",
                        "{'error':{'message':'model \\'llama9\\' not found',"
                                + "'type':'api_error','param':null,'code':null}}"),
                error(
                        "Ollama",
                        400,
                        ErrorType.INVALID_REQUEST,
                        null,
                        "{'error':'registry.ollama.ai/library/gemma:2b does " + "not support tools'}"),
                error(
                        "llama.cpp",
                        400,
                        ErrorType.CONTEXT_LENGTH,
                        "400",
                        "{'error':{'code':400,'message':'the request "
                                + "exceeds the available context size, try increasing it','type':'exceed_context_size_error',"
                                + "'n_prompt_tokens':9000,'n_ctx':4096}}"),
                error(
                        "llama.cpp",
                        503,
                        ErrorType.UNAVAILABLE,
                        "503",
                        "{'error':{'code':503,'message':'Loading model'," + "'type':'unavailable_error'}}"),
                error(
                        "llama.cpp",
                        401,
                        ErrorType.AUTHENTICATION,
                        "401",
                        "{'error':{'code':401,'message':'Invalid API Key'," + "'type':'authentication_error'}}"),
                error(
                        "Groq",
                        413,
                        ErrorType.CONTEXT_LENGTH,
                        "request_too_large",
                        "{'error':{'message':'Please reduce the "
                                + "length of the messages or completion.','type':'invalid_request_error',"
                                + "'code':'request_too_large'}}"),
                error(
                        "OpenRouter",
                        402,
                        ErrorType.QUOTA_EXHAUSTED,
                        "402",
                        "{'error':{'message':'Insufficient credits'," + "'code':402},'user_id':'u1'}"),
                error(
                        "FastAPI",
                        422,
                        ErrorType.INVALID_REQUEST,
                        null,
                        "{'detail':[{'loc':['body','messages'],'msg':'field "
                                + "required','type':'value_error.missing'}]}"),
                error("FastAPI", 404, ErrorType.NOT_FOUND, null, "{'detail':'Not Found'}"),
                error(
                        "Gemini",
                        429,
                        ErrorType.RATE_LIMITED,
                        "429",
                        "[{'error':{'code':429,'message':'Resource has been "
                                + "exhausted.','status':'RESOURCE_EXHAUSTED'}}]"),
                error("a proxy", 502, ErrorType.UNAVAILABLE, null, "<html><body>502 Bad Gateway</body></html>"),
                error("a proxy", 408, ErrorType.TIMEOUT, null, ""),
                error("a proxy", 409, ErrorType.UNAVAILABLE, null, ""),
                error("a proxy", 418, ErrorType.INVALID_REQUEST, null, "[]"),
                error("a proxy", 301, ErrorType.CONFIG, null, "moved"),
                error("Cloudflare", 524, ErrorType.UNAVAILABLE, null, "error code: 524"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 7 | 7000",
                "Retry-After: 0.25 | 250",
                "Retry-After: 0 | 0",
                "retry-after-ms: 1500 | 1500",
                "Retry-After: Thu, 15 Jan 2026 12:00:30 GMT | 30000",
                "Retry-After: Thu, 15 Jan 2026 11:00:00 GMT | 0",
                "Retry-After: soon | -1",
                "Retry-After: -5 | -1",
                "Retry-After: NaN | -1",
                "Retry-After: 1e12 | -1",
                "X-Other: 1 | -1"
            })
    void readsHowLongToWait(String header, long millis) {
        upstream.enqueue(StubAnswer.of(429, "application/json", "{}", header));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.retryAfter().map(Duration::toMillis).orElse(-1L)).isEqualTo(millis);
    }

    @Test
    void prefersTheFinerWait() {
        upstream.enqueue(StubAnswer.of(429, "application/json", "{}", "Retry-After: 9", "Retry-After-Ms: 120"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(120));
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

    @ParameterizedTest
    @CsvSource({"429, {}", "200, '{\"error\":{\"message\":\"x\"}}'"})
    void namesTheRequestThatFailed(int status, String body) {
        upstream.enqueue(StubAnswer.of(status, "application/json", body, "x-request-id: req_9"));

        PluginException failure =
                Stages.failure(() -> provider().chat(question().build()));

        assertThat(failure.requestId()).hasValue("req_9");
    }

    private static Arguments error(String server, int status, ErrorType expected, @Nullable String code, String body) {
        String json = body.replace("\\'", "\u2019").replace('\'', '"');
        return arguments(server, status, expected, Optional.ofNullable(code), json);
    }
}

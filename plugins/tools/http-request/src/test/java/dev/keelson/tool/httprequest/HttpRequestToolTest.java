package dev.keelson.tool.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.testkit.FailingHttp;
import dev.keelson.plugin.testkit.RecordedRequest;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.StubHttpServer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tool sends, and what it tells the model. */
class HttpRequestToolTest {
    private static final Map<String, Object> OPEN_NUMBER = Map.of(
            "type",
            "object",
            "properties",
            Map.of("number", Map.of("type", "string")),
            "required",
            List.of("number"),
            "additionalProperties",
            true);

    private final StubHttpServer upstream = StubHttpServer.start();

    @BeforeEach
    void answer() {
        upstream.respond(request -> StubAnswer.json(200, "{\"ok\":true}"));
    }

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    @Test
    void fillsPathAndQuery() {
        Tool tool = tool(Map.of(
                "url",
                upstream.address("/shops/7/orders/no-{number}.json") + "?v=1&lang={lang}&note={note}",
                "parameters",
                Endpoints.parameters(List.of("number", "lang", "note", "page"), List.of("number")),
                "headers",
                Map.of("X-Shop", "seven"),
                "bearerToken",
                "token-1"));

        ToolResult result = call(tool, Map.of("number", "A 1", "note", "50% & more=?#", "page", "2"));

        assertThat(result.content()).isEqualTo("{\"status\":200,\"body\":{\"ok\":true}}");
        RecordedRequest sent = upstream.lastRequest();
        assertThat(sent.method()).isEqualTo("GET");
        assertThat(sent.target())
                .isEqualTo("/shops/7/orders/no-A%201.json?v=1&note=50%25%20%26%20more%3d%3f%23&page=2");
        assertThat(sent.header("x-shop")).hasValue("seven");
        assertThat(sent.header("authorization")).hasValue("Bearer token-1");
        assertThat(sent.header("keelson-execution-id")).hasValue("exec-1");
        assertThat(sent.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void sendsTheOtherArgumentsAsTheBody(String method) {
        Tool tool = tool(Map.of("method", method, "parameters", OPEN_NUMBER));

        requireSuccess(call(tool, Map.of("number", "7", "lines", List.of(Map.of("sku", 2)))));

        assertThat(upstream.lastRequest().method()).isEqualTo(method);
        assertThat(upstream.lastRequest().target()).isEqualTo("/orders/7");
        assertThat(upstream.lastRequest().body()).isEqualTo("{\"lines\":[{\"sku\":2}]}");
        assertThat(upstream.lastRequest().header("content-type")).hasValue("application/json");
    }

    @Test
    void sendsTheOtherArgumentsOfADeleteAsQuery() {
        Tool tool = tool(Map.of("method", "DELETE", "parameters", OPEN_NUMBER));

        requireSuccess(call(tool, Map.of("number", "7", "tags", List.of("a&b", 2))));

        assertThat(upstream.lastRequest().target()).isEqualTo("/orders/7?tags=a%26b&tags=2");
    }

    @Test
    void fillsABodyTemplate() {
        Tool tool = tool(Map.of(
                "method",
                "POST",
                "parameters",
                Endpoints.parameters(List.of("number", "count", "note"), List.of("number")),
                "bodyTemplate",
                Map.of(
                        "data",
                        Map.of(
                                "count",
                                "{count}",
                                "note",
                                "{note}",
                                "text",
                                "x {count} {note}",
                                "all",
                                List.of("{count}")))));

        requireSuccess(call(tool, Map.of("number", "7", "count", 3)));

        assertThat(TestPluginContext.create().json().read(upstream.lastRequest().body()))
                .isEqualTo(Map.of("data", Map.of("count", 3, "text", "x 3 ", "all", List.of(3))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "...;/..",
                "a/b",
                "a\\b",
                "../admin",
                "%2e%2e",
                "%2E.",
                "%252e%252e",
                "..%2fadmin",
                "..%252Fadmin",
                "a%5cb",
                "..;x=1",
                "%2e%2e;",
                "a\u0000",
                "a\r\nX-Evil: 1",
                "a%0d%0aX-Evil: 1",
                "%25252525252f"
            })
    void keepsValuesInsideTheirSegment(String value) {
        ToolResult result = call(tool(Map.of()), Map.of("number", value));

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).contains("number");
        assertThat(upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7?admin=1 | /orders/7%3fadmin%3d1",
                "7#x | /orders/7%23x",
                "a@evil.test | /orders/a%40evil.test",
                "a:b&c=d;e | /orders/a%3ab%26c%3dd%3be",
                "50% | /orders/50%25",
                "1..2 | /orders/1..2",
                "{number} | /orders/%7bnumber%7d",
                "grün | /orders/gr%c3%bcn",
                "$1$ | /orders/%241%24"
            })
    void escapesWhatMayStandInASegment(String value, String target) {
        requireSuccess(call(tool(Map.of()), Map.of("number", value)));

        assertThat(upstream.lastRequest().target()).isEqualTo(target);
    }

    @Test
    void keepsValuesInsideTheirQueryParameter() {
        Tool tool = tool(Map.of("url", upstream.address("/orders?number={number}&safe=1")));

        requireSuccess(call(tool, Map.of("number", "1&safe=0#/../x\r\nX-Evil: 1")));

        assertThat(upstream.lastRequest().target())
                .isEqualTo("/orders?number=1%26safe%3d0%23%2f..%2fx%0d%0aX-Evil%3a%201&safe=1");
        assertThat(upstream.lastRequest().header("x-evil")).isEmpty();
    }

    @Test
    void refusesArgumentsThatNobodyDeclared() {
        ToolResult result = call(tool(Map.of()), Map.of("number", "1", "admin", true));

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).contains("admin");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void doesNotLetAnOpenSchemaOverrideTheQuery() {
        Tool tool = tool(Map.of("url", upstream.address("/orders/{number}?role=guest"), "parameters", OPEN_NUMBER));

        assertThat(call(tool, Map.of("number", "1", "role", "admin")).isError()).isTrue();
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void refusesValuesThatHaveNoPlaceInAnAddress() {
        Tool tool = tool(Map.of());

        assertThat(call(tool, Map.of("number", List.of("a"))).isError()).isTrue();
        assertThat(call(tool, Map.of("number", Map.of())).isError()).isTrue();
        assertThat(call(tool, Map.of("number", "x".repeat(3_000))).isError()).isTrue();
        assertThat(call(tool, Map.of()).isError()).isTrue();
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void writesNumbersPlainly() {
        requireSuccess(call(tool(Map.of()), Map.of("number", new BigDecimal("1E+3"))));
        assertThat(upstream.lastRequest().target()).isEqualTo("/orders/1000");

        requireSuccess(call(tool(Map.of()), Map.of("number", new BigDecimal("1E+999999999"))));
        assertThat(upstream.lastRequest().target()).isEqualTo("/orders/1E%2b999999999");
    }

    @Test
    void tellsTheModelAboutErrors() {
        upstream.respond(request -> StubAnswer.json(404, "{\"message\":\"no such order\"}"));

        ToolResult result = call(tool(Map.of()), Map.of("number", "1"));

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).isEqualTo("{\"status\":404,\"body\":{\"message\":\"no such order\"}}");
    }

    @Test
    void followsNoRedirectAndHidesItsTarget() {
        upstream.respond(
                request -> StubAnswer.of(302, "text/html", "moved to 10.0.0.7", "Location: http://10.0.0.7/internal"));

        ToolResult result = call(tool(Map.of()), Map.of("number", "1"));

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).contains("302", "redirect").doesNotContain("10.0.0.7");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void cutsLongAnswersBetweenCharacters() throws InterruptedException {
        upstream.respond(request -> StubAnswer.chunked(200, "text/plain; charset=utf-8")
                .thenChunk("é".repeat(600))
                .thenStayOpen());

        ToolResult result = call(tool(Map.of("maxResponseBytes", 1_001L)), Map.of("number", "1"));

        assertThat(result.isError()).isFalse();
        assertThat(result.content())
                .isEqualTo("{\"status\":200,\"body\":\"" + "é".repeat(500) + " [cut after 1001 bytes]\"}");
        assertThat(upstream.awaitClientClose(Duration.ofSeconds(10)))
                .as("connection closed")
                .isTrue();
    }

    @Test
    void takesAnAnswerOfExactlyTheLimit() {
        upstream.respond(request -> StubAnswer.of(200, "text/plain", "x".repeat(100)));

        assertThat(call(tool(Map.of("maxResponseBytes", 100L)), Map.of("number", "1"))
                        .content())
                .isEqualTo("{\"status\":200,\"body\":\"" + "x".repeat(100) + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application/json | {'a' | \"{'a'\"",
                "application/problem+json | {\"a\":1} | {\"a\":1}",
                "text/plain | {\"a\":1} | \"{\\\"a\\\":1}\"",
                "text/html | <p>hi</p> | \"<p>hi</p>\"",
                "image/png | abc | \"[3 bytes that are no text]\""
            })
    void writesBodiesByTheirKind(String type, String body, String expected) {
        upstream.respond(request -> StubAnswer.of(200, type, body));

        assertThat(call(tool(Map.of()), Map.of("number", "1")).content())
                .isEqualTo("{\"status\":200,\"body\":" + expected + "}");
    }

    @Test
    void takesAnAnswerWithoutABody() {
        upstream.respond(request -> StubAnswer.raw("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));

        assertThat(call(tool(Map.of()), Map.of("number", "1")).content()).isEqualTo("{\"status\":204,\"body\":\"\"}");
    }

    @Test
    void hidesTheCredentialThatAServerSendsBack() {
        upstream.respond(request -> StubAnswer.of(
                401, "text/plain", "bad " + request.header("authorization").orElse("")));

        assertThat(call(tool(Map.of("bearerToken", "token\"\\77")), Map.of("number", "1"))
                        .content())
                .contains("bad Bearer ***")
                .doesNotContain("token", "77");
    }

    @Test
    void givesUpOnABodyThatStalls() throws InterruptedException {
        upstream.respond(
                request -> StubAnswer.chunked(200, "text/plain").thenChunk("x").thenStayOpen());

        ToolResult result = call(tool(Map.of("timeoutMs", 400L)), Map.of("number", "1"));

        assertThat(result.content()).isEqualTo("The service did not answer within 400 ms.");
        assertThat(upstream.awaitClientClose(Duration.ofSeconds(10)))
                .as("connection closed")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKED", "TIMEOUT", "UNAVAILABLE", "MALFORMED_RESPONSE"})
    void saysPlainlyWhatTheModelCanNotSee(ErrorType type) {
        ToolResult result = call(failing(type), Map.of("number", "1"));

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).endsWith(".").doesNotContain("10.0.0.7");
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "INTERNAL"})
    void handsOnFailuresThatTheModelCanNotHelp(ErrorType type) {
        Tool tool = failing(type);

        assertThat(Stages.failure(() -> tool.invoke(invocation(Map.of("number", "1"))))
                        .type())
                .isEqualTo(type);
    }

    private Tool failing(ErrorType type) {
        var http = new FailingHttp(new PluginException(type, "10.0.0.7 is private"));
        return new HttpRequestFactory()
                .create(
                        "find-order",
                        config(Map.of()),
                        TestPluginContext.create().withHttp(http));
    }

    private Tool tool(Map<String, Object> settings) {
        return new HttpRequestFactory().create("find-order", config(settings), TestPluginContext.create());
    }

    private PluginConfig config(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("url", upstream.address("/orders/{number}"));
        all.putIfAbsent("description", "Finds an order.");
        all.putIfAbsent("parameters", Endpoints.NUMBER);
        return PluginConfig.of(all);
    }

    private static ToolResult call(Tool tool, Map<String, Object> arguments) {
        return Stages.value(tool.invoke(invocation(arguments)));
    }

    private static ToolInvocation invocation(Map<String, Object> arguments) {
        return new ToolInvocation(arguments, "exec-1", Duration.ofSeconds(10));
    }

    private static void requireSuccess(ToolResult result) {
        assertThat(result.isError()).as(result.content()).isFalse();
    }
}

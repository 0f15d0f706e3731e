package dev.keelson.tool.httprequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of an endpoint. */
class EndpointReaderTest {
    private static final Map<String, Object> GOOD = Map.of(
            "url", "https://shop.test:8443/orders/{number}",
            "description", "Finds an order.",
            "parameters", Endpoints.NUMBER);

    @Test
    void closesTheParameters() {
        Endpoint endpoint = EndpointReader.read(PluginConfig.of(GOOD));

        assertThat(endpoint.parameters().schema()).containsEntry("additionalProperties", false);
        assertThat(endpoint.limits().maxResponseBytes()).isEqualTo(65_536);
        assertThat(endpoint.method()).isEqualTo(Method.GET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.test",
                "https://shop.test/",
                "https://shop.test?q=1",
                "http://[::1]:8080/a//b/?x=&y",
                "https://shop.test/a%20b?c=%2F"
            })
    void takesAddressesWithoutPlaceholders(String url) {
        Endpoint endpoint = EndpointReader.read(PluginConfig.of(Map.of("url", url, "description", "x")));

        assertThat(endpoint.url().fill(Map.of(), List.of()).toString()).startsWith(url);
    }

    @ParameterizedTest
    @MethodSource("brokenSettings")
    void refusesBrokenSettings(String name, Object value, String problem) {
        Map<String, Object> all = new HashMap<>(GOOD);
        all.put(name, value);

        assertThatThrownBy(() -> EndpointReader.read(PluginConfig.of(all)))
                .isInstanceOfSatisfying(PluginException.class, failure -> {
                    assertThat(failure.type()).isEqualTo(ErrorType.CONFIG);
                    assertThat(failure.getMessage()).contains(problem).doesNotContain("hunter2");
                });
    }

    static Stream<Arguments> brokenSettings() {
        return Stream.of(
                Arguments.of("url", "shop.test/{number}", "url: "),
                Arguments.of("url", "file:///etc/{number}", "url: "),
                Arguments.of("url", "https://{number}/orders", "url: has a placeholder"),
                Arguments.of("url", "https://shop-{number}.test/", "url: has a placeholder"),
                Arguments.of("url", "https://shop.test:{number}/", "url: "),
                Arguments.of("url", "{number}://shop.test/", "url: "),
                Arguments.of("url", "https://user:hunter2@shop.test/{number}", "url: has a placeholder or user info"),
                Arguments.of("url", "https://shop.test/{number}#top", "url: "),
                Arguments.of("url", "https://shop.test/../{number}", "url: has a segment of dots"),
                Arguments.of("url", "https://shop.test/a?{number}=1", "url: has a placeholder in the query"),
                Arguments.of("url", "https://shop.test/a?{number}", "url: has a placeholder in the query"),
                Arguments.of("url", "https://shop.test/{num ber}", "braces"),
                Arguments.of("url", "https://shop.test/{number", "braces"),
                Arguments.of("url", "https://shop.test/{other}/{number}", "parameters: has no other"),
                Arguments.of("url", "https://shop.test/x?number=1", "number would come twice"),
                Arguments.of("method", "TRACE", "method: \"TRACE\""),
                Arguments.of("method", "get", "method: \"get\""),
                Arguments.of("description", " ", "description: is blank"),
                Arguments.of("parameters", List.of(), "parameters: "),
                Arguments.of("parameters", Map.of("type", "string"), "parameters: "),
                Arguments.of("parameters", Endpoints.parameters(List.of("number"), List.of()), "must be required"),
                Arguments.of("headers", List.of(), "headers: "),
                Arguments.of("headers", Map.of("Host", "evil.test"), "headers.Host"),
                Arguments.of("headers", Map.of("Authorization", "hunter2"), "bearerToken"),
                Arguments.of("headers", Map.of("Proxy-Authorization", "hunter2"), "headers.Proxy-Authorization"),
                Arguments.of("headers", Map.of("Content-Length", "1"), "headers.Content-Length"),
                Arguments.of("headers", Map.of("X-A", "a\r\nX-B: hunter2"), "headers.X-A"),
                Arguments.of("headers", Map.of("X A", "a"), "\"X A\""),
                Arguments.of("headers", Map.of("X-A", 1), "headers.X-A"),
                Arguments.of("bearerToken", "hunter2\r\nX: 1", "bearerToken: "),
                Arguments.of("bodyTemplate", Map.of("a", "{number}"), "bodyTemplate: GET has no body"),
                Arguments.of("maxResponseBytes", 0L, "maxResponseBytes: 0"),
                Arguments.of("maxResponseBytes", 1L << 40, "maxResponseBytes: "),
                Arguments.of("timeoutMs", 0L, "timeoutMs: 0"));
    }

    @Test
    void listsEveryProblem() {
        Map<String, Object> settings = Map.of(
                "method",
                "FETCH",
                "url",
                "nowhere",
                "description",
                "",
                "headers",
                Map.of("Host", "x"),
                "bodyTemplate",
                1);

        assertThatThrownBy(() -> EndpointReader.read(PluginConfig.of(settings)))
                .hasMessageContainingAll("method: ", "url: ", "headers.Host", "description: ");
    }

    @Test
    void findsParametersWithoutAPlace() {
        Map<String, Object> settings = new HashMap<>(GOOD);
        settings.put("method", "POST");
        settings.put("parameters", Endpoints.parameters(List.of("number", "lost"), List.of("number")));
        settings.put("bodyTemplate", Map.of("a", "{unknown}", "b", "{number}"));

        assertThatThrownBy(() -> EndpointReader.read(PluginConfig.of(settings)))
                .hasMessageContainingAll("has no unknown", "lost is used neither");
    }
}

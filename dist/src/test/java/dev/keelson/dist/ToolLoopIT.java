package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that asks for a tool, the tool's call through the egress rules, a check, and the trace of it all. */
class ToolLoopIT {
    private static final String SPEC = """
            # Order status

            ## Purpose
            Tells where an order is.

            ## Input
            - `question` (string, max 500): What the customer asks.

            ## Output
            - `status` (one of open, shipped, unknown): Where the order is.
            """;

    @TempDir
    Path directory;

    @Test
    void callsTheToolTellsTheModelAndChecksTheOutput() throws IOException {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ToolLoopIT::answer);
                RunningKeelson keelson = start(upstream, "127.0.0.1:" + upstream.port())) {
            keelson.publish("order-status", SPEC, settings(upstream));

            var response = keelson.post("/v1/agents/order-status/run", "{\"question\":\"Where is order A-17?\"}");

            assertThat(response.body()).isEqualTo("{\"status\":\"shipped\"}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(upstream.apiCalls()).containsExactly("/orders/A-17");
            String id = response.headers().firstValue("Keelson-Execution-Id").orElseThrow();
            JsonNode trace = RunningKeelson.json(keelson.get("/v1/traces/" + id));
            assertThat(trace.path("spans").findValuesAsText("name"))
                    .contains("execute_tool lookup_order", "check status-known", "chat m");
        }
    }

    @Test
    void anAddressThatNoOperatorAllowedIsRefusedAndTheModelIsTold() throws IOException {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ToolLoopIT::answer);
                RunningKeelson keelson = start(upstream, "somewhere.else.example:443")) {
            keelson.publish("order-status", SPEC, settings(upstream));

            var response = keelson.post("/v1/agents/order-status/run", "{\"question\":\"Where is order A-17?\"}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(upstream.apiCalls()).isEmpty();
            JsonNode lastMessages = upstream.requests().get(1).path("messages");
            String toolResult =
                    lastMessages.path(lastMessages.size() - 1).path("content").asText();
            assertThat(toolResult).isNotBlank().doesNotContain("shipped");
        }
    }

    private RunningKeelson start(ScriptedUpstream upstream, String allowedForTools) throws IOException {
        Path config = directory.resolve("keelson.yaml");
        Files.writeString(config, """
                providers:
                  scripted:
                    kind: openai-compatible
                    settings:
                      baseUrl: http://127.0.0.1:%d/v1
                egress:
                  tools:
                    allow: [ "%s" ]
                """.formatted(upstream.port(), allowedForTools));
        return RunningKeelson.start(directory.resolve("data"), "--config", config.toString());
    }

    private static String settings(ScriptedUpstream upstream) {
        return """
                {"models": {"targets": [{"provider": "scripted", "model": "m"}]},
                 "tools": [{"name": "lookup_order", "tool": "http-request", "config": {
                   "method": "GET", "url": "http://127.0.0.1:%d/orders/{id}",
                   "description": "Finds an order by its number.",
                   "parameters": {"type": "object", "additionalProperties": false, "required": ["id"],
                                  "properties": {"id": {"type": "string", "maxLength": 20}}}}}],
                 "checks": [{"name": "status-known", "evaluator": "field-match", "onFailure": "record",
                   "config": {"rules": [{"field": "/status", "oneOf": ["open", "shipped"]}]}}]}
                """.formatted(upstream.port());
    }

    /** Asks for the order first; then answers with what the tool said. */
    private static String answer(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        if (!last.path("role").asText().equals("tool")) {
            return """
                    {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
                     "function":{"name":"lookup_order","arguments":"{\\"id\\":\\"A-17\\"}"}}]}
                    """;
        }
        String status = last.path("content").asText().contains("shipped") ? "shipped" : "unknown";
        return "{\"role\":\"assistant\",\"content\":\"{\\\"status\\\":\\\"" + status + "\\\"}\"}";
    }
}

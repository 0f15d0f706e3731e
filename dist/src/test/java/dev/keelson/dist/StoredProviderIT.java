package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is configured through the API of a real server, across a restart. */
class StoredProviderIT {
    private static final String CANARY = "sk-canary-7f3a90c1";
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
    void worksAtOnceAndAfterARestartAndKeepsItsSecret() throws IOException {
        try (ScriptedUpstream upstream = new ScriptedUpstream(StoredProviderIT::shipped)) {
            String allowed = "egress: { providers: { allow: [ \"127.0.0.1:" + upstream.port() + "\" ] } }";
            String output;
            try (RunningKeelson first = start(allowed)) {
                HttpResponse<String> created = put(first, upstream, ",\"apiKey\":\"" + CANARY + "\"");
                assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
                assertThat(created.body()).doesNotContain(CANARY);
                JsonNode check = RunningKeelson.json(first.post("/v1/providers/main/check", ""));
                assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue();
                first.publish(
                        "order-status", SPEC, "{\"models\":{\"targets\":[{\"provider\":\"main\",\"model\":\"m\"}]}}");
                assertRuns(first);
                output = first.output();
            }
            try (RunningKeelson second = start(allowed)) {
                assertRuns(second);
                JsonNode provider = RunningKeelson.json(second.get("/v1/providers/main"));
                assertThat(provider.at("/health/0/breaker").asText()).isEqualTo("closed");
                assertThat(provider.at("/settings/apiKey/origin").asText())
                        .isEqualTo("http://127.0.0.1:" + upstream.port());
                output += second.output() + provider;
            }
            assertThat(upstream.credentials()).isNotEmpty().containsOnly("Bearer " + CANARY);
            assertThat(output).doesNotContain(CANARY);
        }
        assertThat(filesWithTheSecret()).isEmpty();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("data").resolve("master-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void opensNoAddressThatTheConfigurationFileDidNotAllow() throws IOException {
        try (ScriptedUpstream upstream = new ScriptedUpstream(StoredProviderIT::shipped);
                RunningKeelson keelson = start("""
                        providers:
                          scripted:
                            kind: openai-compatible
                            settings: { baseUrl: "http://127.0.0.1:%d/v1" }
                        """.formatted(upstream.port()))) {
            HttpResponse<String> refused = put(keelson, upstream, "");

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(RunningKeelson.json(refused).at("/violations/0/rule").asText())
                    .isEqualTo("egress");
            assertThat(keelson.put("/v1/providers/scripted", "{\"kind\":\"local\"}")
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    private RunningKeelson start(String yaml) throws IOException {
        Path config = directory.resolve("keelson.yaml");
        Files.writeString(config, yaml);
        return RunningKeelson.start(directory.resolve("data"), "--config", config.toString());
    }

    private static HttpResponse<String> put(RunningKeelson keelson, ScriptedUpstream upstream, String more) {
        return keelson.put("/v1/providers/main", """
                {"kind":"openai-compatible","settings":{"baseUrl":"http://127.0.0.1:%d/v1"%s}}
                """.formatted(upstream.port(), more));
    }

    private static void assertRuns(RunningKeelson keelson) {
        HttpResponse<String> run = keelson.post("/v1/agents/order-status/run", "{\"question\":\"Where is A-17?\"}");
        assertThat(run.body()).isEqualTo("{\"status\":\"shipped\"}");
    }

    private static String shipped(JsonNode request) {
        return "{\"role\":\"assistant\",\"content\":\"{\\\"status\\\":\\\"shipped\\\"}\"}";
    }

    private List<Path> filesWithTheSecret() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(StoredProviderIT::hasTheSecret)
                    .toList();
        }
    }

    private static boolean hasTheSecret(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}

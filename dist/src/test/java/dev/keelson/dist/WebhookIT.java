package dev.keelson.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a real server, checked by the library of Standard Webhooks, across kills. */
@Tag("faults")
class WebhookIT {
    private static final String SPEC = """
            # Echo

            ## Purpose
            Says yes.

            ## Input
            - `n` (integer): A number.

            ## Output
            - `answer` (one of yes, no): Always yes.
            """;
    private static final String SETTINGS = "{\"models\":{\"targets\":[{\"provider\":\"local\",\"model\":\"minilm\"}]}}";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private HttpServer receiver;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private record Received(Map<String, List<String>> headers, String body) {

        String id() {
            return Objects.requireNonNull(headers.get("Webhook-id")).get(0);
        }

        String type() {
            return RunningKeelson.json(body).path("type").asText();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/in", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void tellsOfAPublishAndARemapUnderAGoodSignature() throws IOException {
        try (RunningKeelson keelson = start()) {
            String secret = create(keelson);
            keelson.publish("echo", SPEC, SETTINGS);
            awaitTypes(List.of("version.published", "alias.remapped"));

            Webhook library = new Webhook(secret);
            for (Received each : received) {
                assertThatCode(() -> library.verify(each.body(), lowerCase(each.headers())))
                        .doesNotThrowAnyException();
                assertThat(RunningKeelson.json(each.body()).at("/data/agent").asText())
                        .isEqualTo("echo");
            }
            JsonNode remapped = received.stream()
                    .filter(each -> each.type().equals("alias.remapped"))
                    .map(each -> RunningKeelson.json(each.body()))
                    .findFirst()
                    .orElseThrow();
            assertThat(remapped.at("/data/alias").asText()).isEqualTo("production");
            assertThat(remapped.at("/data/now/versions/0").asInt()).isEqualTo(1);
        }
    }

    @Test
    void refusesAPrivateTargetThatNobodyAllowed() throws IOException {
        try (RunningKeelson keelson = start()) {
            HttpResponse<String> refused = keelson.post(
                    "/v1/webhooks", "{\"url\":\"http://127.0.0.1:1/in\",\"events\":[\"version.published\"]}");

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(RunningKeelson.json(refused).at("/violations/0/rule").asText())
                    .isEqualTo("egress");
        }
    }

    @Test
    void aKillBetweenSendingAndRecordingRepeatsTheDeliveryUnderItsId() throws IOException {
        try (RunningKeelson keelson = start("webhook.record.before=halt")) {
            assertThat(create(keelson)).startsWith("whsec_");
            keelson.publish("echo", SPEC, SETTINGS);
            assertThat(keelson.awaitEnd(PATIENCE)).isEqualTo(137);
        }
        assertThat(received).isNotEmpty();
        String repeated = received.get(0).id();

        try (RunningKeelson again = start()) {
            await(() ->
                    received.stream().filter(each -> each.id().equals(repeated)).count() == 2);
            String id = RunningKeelson.json(again.get("/v1/webhooks"))
                    .at("/items/0/id")
                    .asText();
            await(() ->
                    RunningKeelson.json(again.get("/v1/webhooks/" + id + "/deliveries"))
                            .findValuesAsText("state")
                            .stream()
                            .allMatch("delivered"::equals));
        }
    }

    @Test
    void aKillBeforeThePositionIsStoredLosesNothingAndInventsNothing() throws IOException {
        try (RunningKeelson keelson = start("webhook.position.before=halt@2")) {
            assertThat(create(keelson)).startsWith("whsec_");
            keelson.publish("echo", SPEC, SETTINGS);
            assertThat(keelson.awaitEnd(PATIENCE)).isEqualTo(137);
        } catch (IllegalStateException killedWhilePublishing) {
            // The server may die before the last call of the publication is answered; what was done still counts.
        }
        try (RunningKeelson again = start()) {
            JsonNode audit = RunningKeelson.json(again.get("/v1/audit?action=version.publish"));
            assertThat(audit.path("items").isEmpty()).isFalse();
            await(() -> received.stream().anyMatch(each -> each.type().equals("version.published")));
            String id = RunningKeelson.json(again.get("/v1/webhooks"))
                    .at("/items/0/id")
                    .asText();
            JsonNode log = RunningKeelson.json(again.get("/v1/webhooks/" + id + "/deliveries"));
            assertThat(log.findValuesAsText("id")).doesNotHaveDuplicates();
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private RunningKeelson start() throws IOException {
        return start("");
    }

    private RunningKeelson start(String failpoints) throws IOException {
        Path config = directory.resolve("keelson.yaml");
        Files.writeString(config, "egress: { webhooks: { allow: [ \"127.0.0.1:" + port() + "\" ] } }");
        return RunningKeelson.startWith(
                "-Dkeelson.failpoints=" + failpoints, directory.resolve("data"), "--config", config.toString());
    }

    /** The secret of a new webhook that hears of everything. */
    private String create(RunningKeelson keelson) {
        HttpResponse<String> created = keelson.post(
                "/v1/webhooks",
                "{\"url\":\"http://127.0.0.1:" + port()
                        + "/in\",\"events\":[\"version.published\",\"alias.remapped\"]}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return RunningKeelson.json(created).path("secret").asText();
    }

    private int port() {
        return receiver.getAddress().getPort();
    }

    private void awaitTypes(List<String> types) {
        await(() -> received.stream().map(Received::type).toList().containsAll(types));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            RunningKeelson.pause();
        }
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}

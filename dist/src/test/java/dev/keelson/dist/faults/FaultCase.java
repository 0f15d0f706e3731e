package dev.keelson.dist.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.dist.RunningKeelson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One distribution for each test, whose providers are {@link FaultProvider}s. Patience is cut to a tenth of what ships, so
 * that the suite ends in minutes; the rules are the same.
 */
@Tag("faults")
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FaultCase {
    static final long FIRST_TOKEN_MILLIS = 1_000;
    static final String RESILIENCE = """
            resilience:
              waits:
                firstTokenSeconds: 1
                idleSeconds: 1.5
                minAttemptSeconds: 1
              breaker:
                openSeconds: 3
            """;
    static final String SPEC = """
            # Echo

            ## Purpose
            Says yes.

            ## Input
            - `n` (integer): A number.

            ## Output
            - `answer` (one of yes, no): Always yes.
            """;

    private final Map<String, FaultProvider> providers = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private @Nullable RunningKeelson keelson;

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        if (keelson != null) {
            keelson.close();
        }
        providers.values().forEach(FaultProvider::close);
    }

    @AfterAll
    static void printTable() {
        FaultTable.print();
    }

    void given(String name, Shape shape, Fault... script) {
        given(name, shape, FaultProvider.playing(script));
    }

    void given(String name, Shape shape, FaultProvider provider) {
        providers.put(name, provider);
        shapes.put(name, shape);
    }

    /** As {@link #given}, for tests that look at the provider afterwards. */
    FaultProvider provider(String name, Shape shape, Fault... script) {
        FaultProvider provider = FaultProvider.playing(script);
        given(name, shape, provider);
        return provider;
    }

    /** Starts Keelson with the providers made so far and an agent {@code echo} whose targets they are, in that order. */
    void start() {
        start("", "");
    }

    /** {@code settings}: further members of the agent's settings, as JSON; {@code config}: further lines of YAML. */
    void start(String settings, String config, String... options) {
        keelson = RunningKeelson.start(directory.resolve("data"), startOptions(config, options));
        publish(settings);
    }

    void publish(String settings) {
        keelson().publish("echo", SPEC, "{\"models\":{\"targets\":[" + targets() + "]}" + settings + "}");
    }

    String[] startOptions(String config, String... options) {
        List<String> all = new ArrayList<>(List.of("--config", config(config).toString()));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    void use(RunningKeelson running) {
        keelson = running;
    }

    RunningKeelson keelson() {
        return Objects.requireNonNull(keelson, "started");
    }

    private String targets() {
        return String.join(
                ",",
                providers.keySet().stream()
                        .map(name -> "{\"provider\":\"" + name + "\",\"model\":\"m\"}")
                        .toList());
    }

    private Shape shape(String name) {
        return Objects.requireNonNull(shapes.get(name), name);
    }

    private Path config(String more) {
        StringBuilder yaml = new StringBuilder(RESILIENCE).append(more).append("providers:\n");
        providers.forEach(
                (name, provider) -> yaml.append("""
                  %s:
                    kind: %s
                    settings:
                      baseUrl: %s
                      apiKey: key-of-%s-0123456789
                """.formatted(name, shape(name).kind(), url(name, provider), name)));
        try {
            return Files.writeString(directory.resolve("keelson.yaml"), yaml.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where a provider is to be found; other than plain HTTP on loopback for some faults. */
    String url(String name, FaultProvider provider) {
        return provider.url() + shape(name).basePath();
    }

    FaultProvider faultProvider(String name) {
        return Objects.requireNonNull(providers.get(name), name);
    }

    Answer run() {
        long start = System.nanoTime();
        HttpResponse<String> response = keelson().send(request());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Answer(response.statusCode(), response.body(), response, millis);
    }

    Streamed stream() {
        long start = System.nanoTime();
        HttpResponse<String> response = keelson().send(request().header("Accept", "text/event-stream"));
        return Streamed.parse(response.body(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    JsonNode trace(String executionId) {
        return RunningKeelson.json(keelson().get("/v1/traces/" + executionId));
    }

    private HttpRequest.Builder request() {
        return keelson()
                .request("/v1/agents/echo/run")
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}"));
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

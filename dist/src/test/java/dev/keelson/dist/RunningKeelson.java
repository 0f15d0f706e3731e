package dev.keelson.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution as a process: start it, talk to it, kill it. */
public final class RunningKeelson implements AutoCloseable {
    public static final Path HOME = Path.of("target", "keelson").toAbsolutePath();
    public static final String ADMIN_KEY = "test-admin-key-0123456789";
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern STARTED = Pattern.compile("Keelson \\S+ on (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> baseUri = new CompletableFuture<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningKeelson(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "keelson-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts on a free port with the admin key {@link #ADMIN_KEY} and waits until it listens. */
    public static RunningKeelson start(Path data, String... options) {
        RunningKeelson keelson = launch(data, ADMIN_KEY, options);
        keelson.awaitStart();
        return keelson;
    }

    /** Like {@link #start}, with options for the Java process, such as {@code -Dname=value}. */
    public static RunningKeelson startWith(String javaOptions, Path data, String... options) {
        RunningKeelson keelson =
                launch(data, Map.of("KEELSON_ADMIN_KEY", ADMIN_KEY, "KEELSON_JAVA_OPTS", javaOptions), options);
        keelson.awaitStart();
        return keelson;
    }

    /** Starts without waiting. An empty {@code adminKey} presets none. */
    public static RunningKeelson launch(Path data, String adminKey, String... options) {
        return launch(data, adminKey.isEmpty() ? Map.of() : Map.of("KEELSON_ADMIN_KEY", adminKey), options);
    }

    private static RunningKeelson launch(Path data, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(
                List.of(HOME.resolve("bin/keelson").toString(), "start", "--port", "0", "--data", data.toString()));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KEELSON_"));
        builder.environment().putAll(environment);
        try {
            return new RunningKeelson(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void awaitStart() {
        try {
            baseUri.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            process.destroyForcibly();
            throw new IllegalStateException("not started: " + output(), failure);
        }
    }

    /** Waits until the output has the text. */
    public void awaitOutput(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!output().contains(text)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("no \"" + text + "\" in: " + output());
            }
            pause();
        }
    }

    /** Waits for the process to end by itself; its exit code. */
    public int awaitEnd(Duration limit) {
        awaitGone(limit);
        return process.exitValue();
    }

    private void awaitGone(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running: " + output());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public String output() {
        return String.join("\n", lines);
    }

    public URI baseUri() {
        return baseUri.join();
    }

    public long pid() {
        return process.pid();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json, String... headers) {
        HttpRequest.Builder builder =
                request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? builder : builder.headers(headers));
    }

    /** A POST with another key, and If-Match where {@code etag} is not empty. */
    public HttpResponse<String> postAs(String key, String path, String json, String etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(baseUri().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(etag.isEmpty() ? request : request.header("If-Match", etag));
    }

    /** A request with the admin key. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUri().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ADMIN_KEY);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }

    /** Creates the agent, publishes version 1 and points {@code production} at it. */
    public void publish(String agent, String spec, String settingsJson) {
        String create = JSON.createObjectNode()
                .put("name", agent)
                .put("spec", spec)
                .<ObjectNode>set("settings", json(settingsJson))
                .toString();
        require(201, post("/v1/agents?compile=false", create));
        require(201, post("/v1/agents/" + agent + "/versions", "{}"));
        HttpResponse<String> alias = put("/v1/agents/" + agent + "/aliases/production", "{\"version\":1}");
        if (alias.statusCode() >= 300) {
            throw new IllegalStateException(alias.body());
        }
    }

    private static void require(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
    }

    /** As {@code kill -9} does: no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly();
        awaitGone(PATIENCE);
    }

    @Override
    public void close() {
        process.destroy();
        awaitGone(PATIENCE);
    }

    public static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> {
                lines.add(line);
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    baseUri.complete(URI.create(started.group(1)));
                }
            });
        } catch (IOException | UncheckedIOException ended) {
            lines.add("(output ended: " + ended.getMessage() + ")");
        }
        baseUri.completeExceptionally(new IllegalStateException("ended"));
    }
}

package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.dist.RunningKeelson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two servers on one store that is a process of its own, with the agent {@code echo} and two versions of it. */
final class TwoNodes implements AutoCloseable {
    static final String SETTINGS = "{\"models\":{\"targets\":[{\"provider\":\"scripted\",\"model\":\"m\"}]}}";

    private final StoreProcess store;
    private final FaultProvider model = FaultProvider.playing(Faults.right(Shape.OPENAI));
    private final RunningKeelson first;
    private final RunningKeelson second;

    private TwoNodes(Path directory) {
        store = StoreProcess.start(directory.resolve("store.mv.db"));
        String[] options = {"--config", write(directory).toString(), "--mongo-uri", store.uriAt(store.port())};
        first = RunningKeelson.start(directory.resolve("a"), options);
        second = RunningKeelson.start(withKeysOf(directory.resolve("a"), directory.resolve("b")), options);
        first.publish("echo", FaultCase.SPEC, SETTINGS);
        edit(first, FaultCase.SPEC.replace("Says yes.", "Always says yes."));
        assertThat(first.post("/v1/agents/echo/versions", "{}").statusCode()).isEqualTo(201);
    }

    static TwoNodes start(Path directory) {
        return new TwoNodes(directory);
    }

    RunningKeelson first() {
        return first;
    }

    RunningKeelson second() {
        return second;
    }

    RunningKeelson node(int number) {
        return number % 2 == 0 ? first : second;
    }

    /** Puts another spec into the draft, whatever its revision is. */
    static void edit(RunningKeelson node, String spec) {
        edit(node, RunningKeelson.ADMIN_KEY, spec);
    }

    static void edit(RunningKeelson node, String key, String spec) {
        String etag =
                node.get("/v1/agents/echo/draft").headers().firstValue("ETag").orElseThrow();
        String body = RunningKeelson.JSON.createObjectNode().put("spec", spec).toString();
        HttpResponse<String> edited = node.send(node.request("/v1/agents/echo/draft")
                .setHeader("Authorization", "Bearer " + key)
                .headers("Content-Type", "application/json", "If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
    }

    static String config(int port) {
        return """
                providers:
                  scripted:
                    kind: openai-compatible
                    settings:
                      baseUrl: http://127.0.0.1:%d/v1
                """.formatted(port);
    }

    /** Both must know the same keys: what they are digested with is in a file. */
    private static Path withKeysOf(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (String file : new String[] {"key-pepper", "master-key"}) {
                if (Files.exists(from.resolve(file))) {
                    Files.copy(from.resolve(file), to.resolve(file));
                }
            }
            return to;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path write(Path directory) {
        String url = model.url();
        try {
            return Files.writeString(
                    directory.resolve("keelson.yaml"),
                    config(Integer.parseInt(
                            url.substring(url.lastIndexOf(':') + 1).replaceAll("\\D.*", ""))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        store.close();
        model.close();
    }
}

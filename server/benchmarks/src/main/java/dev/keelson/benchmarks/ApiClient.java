package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few calls of Keelson's API that set up an agent and run it. Blocks. */
final class ApiClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST_FAILURE = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String key;

    ApiClient(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Creates the agent, publishes version 1 and points {@code production} at it. */
    void publish(String agent, String spec, String settings) {
        ObjectNode create = JSON.createObjectNode().put("name", agent).put("spec", spec);
        create.set("settings", json(settings));
        require(send("POST", "/v1/agents?compile=false", create.toString()));
        require(send("POST", "/v1/agents/" + agent + "/versions", "{}"));
        require(send("PUT", "/v1/agents/" + agent + "/aliases/production", "{\"version\":1}"));
    }

    /** A new key that may run agents and no more. */
    String issueCallerKey() {
        HttpResponse<String> issued = send("POST", "/v1/keys", "{\"name\":\"benchmark\",\"role\":\"caller\"}");
        require(issued);
        return json(issued.body()).get("credential").textValue();
    }

    HttpResponse<String> run(String agent, String input) {
        return send("POST", "/v1/agents/" + agent + "/run", input);
    }

    /** True once the server answers at all. */
    boolean isLive() {
        try {
            return send("GET", "/v1/me", "").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void require(HttpResponse<String> response) {
        if (response.statusCode() >= FIRST_FAILURE) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
    }
}

package dev.keelson.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A chat-completions server on loopback that answers as a function of the request says, with a small API beside it. */
final class ScriptedUpstream implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> apiCalls = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();

    /** {@code message}: request body to the {@code message} object of the answer's one choice. */
    ScriptedUpstream(Function<JsonNode, String> message) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/v1/chat/completions", exchange -> complete(exchange, message));
        server.createContext("/v1/models", this::models);
        server.createContext("/orders/", this::order);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<JsonNode> requests() {
        return requests;
    }

    /** Paths that were asked of the API. */
    List<String> apiCalls() {
        return apiCalls;
    }

    /** The Authorization headers of calls of models. */
    List<String> credentials() {
        return credentials;
    }

    private void models(HttpExchange exchange) throws IOException {
        noteCredential(exchange);
        send(exchange, "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}");
    }

    private void noteCredential(HttpExchange exchange) {
        String credential = exchange.getRequestHeaders().getFirst("Authorization");
        if (credential != null) {
            credentials.add(credential);
        }
    }

    private void complete(HttpExchange exchange, Function<JsonNode, String> message) throws IOException {
        noteCredential(exchange);
        JsonNode request = RunningKeelson.JSON.readTree(exchange.getRequestBody());
        requests.add(request);
        String said = message.apply(request);
        String reason = said.contains("tool_calls") ? "tool_calls" : "stop";
        send(exchange, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m-2026",
                 "choices":[{"index":0,"message":%s,"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}}
                """.formatted(said, reason));
    }

    private void order(HttpExchange exchange) throws IOException {
        apiCalls.add(exchange.getRequestURI().toString());
        send(exchange, "{\"status\":\"shipped\"}");
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

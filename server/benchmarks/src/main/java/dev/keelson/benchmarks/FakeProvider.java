package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A chat-completions server that answers at once and always the same: what is left of a request's time is the target's. */
final class FakeProvider {
    static final String PATH = "/v1/chat/completions";

    private FakeProvider() {}

    /** Runs until its process ends; says its port on the first line. */
    public static void main(String[] arguments) throws Exception {
        Buffer completion = Buffer.buffer(completion());
        HttpServer server = Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> answer(request, completion))
                .listen(0, "127.0.0.1")
                .await();
        ChildProcess.announce(server.actualPort());
    }

    private static void answer(HttpServerRequest request, Buffer completion) {
        request.end()
                .compose(read -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(completion))
                .onFailure(gone -> request.connection().close().onFailure(FakeProvider::isGone));
    }

    /** A caller that hung up needs no answer. */
    private static void isGone(Throwable ignored) {}

    private static byte[] completion() throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode completion = json.createObjectNode()
                .put("id", "chatcmpl-AbCdEfGhIjKlMnOpQrStUvWx")
                .put("object", "chat.completion")
                .put("created", 1_764_000_000)
                .put("model", "benchmark-model");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put(
                        "content",
                        json.readTree(Resources.text("claim-output.json")).toString());
        choice.put("finish_reason", "stop");
        completion
                .putObject("usage")
                .put("prompt_tokens", 812)
                .put("completion_tokens", 214)
                .put("total_tokens", 1_026);
        return json.writeValueAsBytes(completion);
    }
}

package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** What a chat-completions server says: whole, or as the events of a stream. */
final class Completions {
    private static final String ANSWER =
            ApiClient.json(Resources.text("claim-output.json")).toString();
    private static final Buffer WHOLE = makeWhole();
    private static final Buffer END = makeEnd();
    private static final Buffer STREAMED = piece(ANSWER).appendBuffer(END);

    private Completions() {}

    static Buffer whole() {
        return WHOLE;
    }

    /** The usual answer as one piece of a stream, with the stream's end. */
    static Buffer streamedWhole() {
        return STREAMED;
    }

    private static Buffer makeWhole() {
        ObjectNode completion = head("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", ANSWER);
        choice.put("finish_reason", "stop");
        usage(completion);
        return Buffer.buffer(completion.toString());
    }

    static Buffer piece(String text) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("content", text);
        choice.putNull("finish_reason");
        return event(chunk.toString());
    }

    static Buffer end() {
        return END;
    }

    private static Buffer makeEnd() {
        ObjectNode last = head("chat.completion.chunk");
        ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", "stop");
        ObjectNode usage = head("chat.completion.chunk");
        usage.putArray("choices");
        usage(usage);
        return event(last.toString()).appendBuffer(event(usage.toString())).appendBuffer(event("[DONE]"));
    }

    private static ObjectNode head(String object) {
        return ApiClient.JSON
                .createObjectNode()
                .put("id", "chatcmpl-AbCdEfGhIjKlMnOpQrStUvWx")
                .put("object", object)
                .put("created", 1_764_000_000)
                .put("model", "benchmark-model");
    }

    private static void usage(ObjectNode completion) {
        completion
                .putObject("usage")
                .put("prompt_tokens", 812)
                .put("completion_tokens", 214)
                .put("total_tokens", 1_026);
    }

    private static Buffer event(String data) {
        return Buffer.buffer("data: " + data + "\n\n");
    }
}

package dev.keelson.plugin.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link StubHttpServer} does with one request: steps in order, byte for byte. Immutable; each {@code then...}
 * gives a longer copy. After the last step the server closes the connection in an orderly way.
 */
public final class StubAnswer {
    private final List<Step> steps;

    private StubAnswer(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** A whole answer with the {@code Content-Type: application/json}. */
    public static StubAnswer json(int status, String body) {
        return of(status, "application/json", body);
    }

    /** A whole answer. {@code headers} are full lines such as {@code Retry-After: 7}. */
    public static StubAnswer of(int status, String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head(status, contentType, headers)
                .thenRaw("Content-Length: " + bytes.length + "\r\n\r\n")
                .thenRaw(bytes);
    }

    /** The head of an answer whose body follows in chunks; end it with {@link #thenLastChunk()}. */
    public static StubAnswer chunked(int status, String contentType, String... headers) {
        return head(status, contentType, headers).thenRaw("Transfer-Encoding: chunked\r\n\r\n");
    }

    /** The head of a stream of server-sent events. */
    public static StubAnswer eventStream(String... headers) {
        return chunked(200, "text/event-stream", headers);
    }

    /** Exactly these characters, which need not be HTTP. */
    public static StubAnswer raw(String text) {
        return new StubAnswer(List.of()).thenRaw(text);
    }

    /** No answer at all: the connection stays open and silent until the client closes it. */
    public static StubAnswer silence() {
        return new StubAnswer(List.of()).thenStayOpen();
    }

    /** One chunk of a chunked body. */
    public StubAnswer thenChunk(String text) {
        return thenChunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One chunk of a chunked body; it may end in the middle of a character. */
    public StubAnswer thenChunk(byte[] bytes) {
        String size = Integer.toHexString(bytes.length).toUpperCase(Locale.ROOT);
        return thenRaw(size + "\r\n").thenRaw(bytes).thenRaw("\r\n");
    }

    /** One chunk that holds one unnamed server-sent event. */
    public StubAnswer thenEvent(String data) {
        return thenChunk("data: " + data + "\n\n");
    }

    /** The proper end of a chunked body. */
    public StubAnswer thenLastChunk() {
        return thenRaw("0\r\n\r\n");
    }

    public StubAnswer thenRaw(String text) {
        return thenRaw(text.getBytes(StandardCharsets.UTF_8));
    }

    public StubAnswer thenRaw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then(connection -> connection.write(copy));
    }

    public StubAnswer thenPause(Duration pause) {
        return then(connection -> connection.pause(pause));
    }

    /** Resets the connection, as a crashed peer or proxy does. */
    public StubAnswer thenCut() {
        return then(StubConnection::cut);
    }

    /** Sends nothing more and waits until the client closes the connection. */
    public StubAnswer thenStayOpen() {
        return then(StubConnection::awaitClientClose);
    }

    List<Step> steps() {
        return steps;
    }

    private static StubAnswer head(int status, String contentType, String... headers) {
        StubAnswer head = raw("HTTP/1.1 " + status + " Stub\r\nContent-Type: " + contentType + "\r\n");
        for (String line : headers) {
            head = head.thenRaw(line + "\r\n");
        }
        return head.thenRaw("Connection: close\r\n");
    }

    private StubAnswer then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new StubAnswer(longer);
    }

    /** One thing that a stub does on a connection. */
    @FunctionalInterface
    interface Step {
        void run(StubConnection connection) throws java.io.IOException, InterruptedException;
    }
}

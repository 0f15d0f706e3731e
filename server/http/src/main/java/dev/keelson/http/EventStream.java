package dev.keelson.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes one answer as server-sent events. Progress that a slow reader does not take in time is left out, and an event
 * {@code skipped} says how much; the last event is always sent. The head is written with the first event, so a failure
 * before it can be an ordinary answer. Confined to the request's context; may be called from other threads.
 */
public final class EventStream {
    private static final int OK = 200;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final HttpServerResponse response;
    private final Context context;
    private final Vertx vertx;
    private final int maxWaiting;
    private final Duration stall;
    private final long heartbeat;
    private final Queue<Buffer> waiting = new ArrayDeque<>();
    private final Promise<Void> done = Promise.promise();
    private int waitingBytes;
    private int skipped;
    private long stalledTicks;
    private volatile boolean opened;
    private volatile boolean closed;
    private boolean ending;

    private EventStream(ApiRequest request, HttpConfig config) {
        response = request.response();
        vertx = request.vertx();
        context = vertx.getOrCreateContext();
        maxWaiting = config.limits().streamBuffer();
        stall = config.deadlines().stall();
        response.closeHandler(gone -> close()).exceptionHandler(broken -> close());
        long period = config.deadlines().heartbeat().toMillis();
        heartbeat = vertx.setPeriodic(period, tick -> beat(period));
    }

    /** A stream that answers this request. It ends with {@link #last} or {@link #abandon}. */
    public static EventStream of(ApiRequest request, HttpConfig config) {
        return new EventStream(request, config);
    }

    /** Whether the head is written: from then on a failure must be the last event. */
    public boolean opened() {
        return opened;
    }

    /** Adds a header; without effect once the head is written. */
    public void header(CharSequence name, CharSequence value) {
        if (!opened && !closed) {
            response.putHeader(name, value);
        }
    }

    /** Sends an event that may be left out when the reader is slow; {@code json} is one line of JSON. */
    public void progress(String event, byte[] json) {
        onContext(() -> sendProgress(frame(event, json)));
    }

    /** Like {@link #progress(String, byte[])}, with an id that the reader names when it asks again. */
    public void progress(String event, long id, byte[] json) {
        onContext(() -> sendProgress(headed("id: " + id + "\nevent: " + event, json)));
    }

    /** Completes when the stream is over: the reader has taken all, or is gone. */
    public Future<Void> over() {
        return done.future();
    }

    /** Sends the event that the reader waits for; completes when the reader has taken all, or is gone. */
    public Future<Void> last(String event, byte[] json) {
        onContext(() -> sendLast(event, json));
        return done.future();
    }

    /** Gives up a stream of which nothing is sent, so that the request can be answered in another way. */
    public void abandon() {
        vertx.cancelTimer(heartbeat);
        closed = true;
    }

    private void sendProgress(Buffer frame) {
        if (closed || ending) {
            return;
        }
        if (waitingBytes + frame.length() > maxWaiting) {
            skipped++;
            return;
        }
        tellSkipped();
        send(frame);
    }

    private void sendLast(String event, byte[] json) {
        if (closed || ending) {
            return;
        }
        tellSkipped();
        send(frame(event, json));
        ending = true;
        endIfDone();
    }

    private void tellSkipped() {
        if (skipped > 0) {
            send(frame("skipped", ("{\"events\":" + skipped + "}").getBytes(StandardCharsets.US_ASCII)));
            skipped = 0;
        }
    }

    private void send(Buffer frame) {
        open();
        if (waiting.isEmpty() && !response.writeQueueFull()) {
            response.write(frame);
            return;
        }
        waiting.add(frame);
        waitingBytes += frame.length();
        response.drainHandler(drained -> flush());
    }

    private void flush() {
        stalledTicks = 0;
        while (!closed && !waiting.isEmpty() && !response.writeQueueFull()) {
            Buffer frame = waiting.remove();
            waitingBytes -= frame.length();
            response.write(frame);
        }
        endIfDone();
    }

    private void endIfDone() {
        if (ending && !closed && waiting.isEmpty()) {
            response.end();
            close();
        }
    }

    private void open() {
        if (opened) {
            return;
        }
        opened = true;
        response.setStatusCode(OK)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader("X-Accel-Buffering", "no");
    }

    private void beat(long periodMillis) {
        if (closed) {
            return;
        }
        if (!response.writeQueueFull()) {
            flush();
            if (!closed && waiting.isEmpty()) {
                send(HEARTBEAT);
            }
            return;
        }
        stalledTicks++;
        if (stalledTicks * periodMillis >= stall.toMillis()) {
            response.reset();
            close();
        }
    }

    private void close() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
        vertx.cancelTimer(heartbeat);
        done.tryComplete();
    }

    private void onContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
            return;
        }
        context.runOnContext(go -> action.run());
    }

    private static Buffer frame(String event, byte[] json) {
        return headed("event: " + event, json);
    }

    private static Buffer headed(String head, byte[] json) {
        return Buffer.buffer(head.length() + json.length + 16)
                .appendString(head)
                .appendString("\ndata: ")
                .appendBytes(json)
                .appendString("\n\n");
    }
}

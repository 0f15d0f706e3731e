package dev.keelson.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A chat-completions server of one event loop whose answers take a given time, of which it works on a given number at
 * once, and that hangs when it is told to. Streams come in pieces at a fixed pace; each piece says its number and when it
 * was sent, so that a reader on the same machine can tell what is lost and what is late.
 */
final class ShapedProvider {
    static final String HANG = "/hang";

    private final Vertx vertx;
    private final Shape shape;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int working;
    private boolean hanging;

    private ShapedProvider(Vertx vertx, Shape shape) {
        this.vertx = vertx;
        this.shape = shape;
    }

    /**
     * How it answers.
     *
     * @param delay of an answer, or of the first piece of a stream
     * @param workers answers under way at once; what comes on top waits
     * @param pieces of a stream; 0 streams the usual answer in one piece
     * @param gap between two pieces
     */
    record Shape(Duration delay, int workers, int pieces, Duration gap) {

        static ChildProcess launch(Shape shape) {
            return ChildProcess.java(
                    ShapedProvider.class,
                    Long.toString(shape.delay.toMillis()),
                    Integer.toString(shape.workers),
                    Integer.toString(shape.pieces),
                    Long.toString(shape.gap.toMillis()));
        }

        static Shape parse(String... arguments) {
            return new Shape(
                    Duration.ofMillis(Long.parseLong(arguments[0])),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Duration.ofMillis(Long.parseLong(arguments[3])));
        }
    }

    /** Runs until its process ends; says its port on the first line. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        var provider = new ShapedProvider(vertx, Shape.parse(arguments));
        int port = vertx.createHttpServer()
                .requestHandler(provider::handle)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        ChildProcess.announce(port);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> handle(request, body)).onFailure(gone -> request.response());
    }

    private void handle(HttpServerRequest request, Buffer body) {
        if (request.path().equals(HANG)) {
            hanging = true;
            send(request.response(), Buffer.buffer("{}"));
            return;
        }
        if (hanging) {
            return;
        }
        boolean streamed = body.toString().contains("\"stream\":true");
        Runnable work =
                () -> vertx.setTimer(Math.max(1, shape.delay.toMillis()), due -> answer(request.response(), streamed));
        if (working < shape.workers) {
            working++;
            work.run();
        } else {
            waiting.add(work);
        }
    }

    private void answer(HttpServerResponse response, boolean streamed) {
        if (!streamed) {
            send(response, Completions.whole());
            workEnded();
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        if (shape.pieces == 0) {
            if (!response.closed()) {
                response.end(Completions.streamedWhole());
            }
            workEnded();
            return;
        }
        response.write(Completions.piece("{\"note\":\""));
        int[] sent = {0};
        vertx.setPeriodic(shape.gap.toMillis(), tick -> {
            if (sent[0] < shape.pieces && !response.closed()) {
                response.write(Completions.piece("#" + sent[0]++ + ":" + System.nanoTime() + ";"));
                return;
            }
            vertx.cancelTimer(tick);
            response.write(Completions.piece("\"}"));
            endStream(response);
        });
    }

    private void endStream(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(Completions.end());
            response.end();
        }
        workEnded();
    }

    private void workEnded() {
        Runnable next = waiting.poll();
        if (next == null) {
            working--;
        } else {
            next.run();
        }
    }

    private static void send(HttpServerResponse response, Buffer body) {
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/json");
            response.end(body);
        }
    }
}

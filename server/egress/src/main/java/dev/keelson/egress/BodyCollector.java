package dev.keelson.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;

/** Collects a whole answer into one array. Confined to the call's context. */
final class BodyCollector {
    private static final int FIRST_SIZE = 4 << 10;
    // A length that is only announced must not make us reserve more than this.
    private static final int MAX_FIRST_SIZE = 1 << 20;

    private final BodyLimit limit;
    private final Promise<byte[]> done = Promise.promise();
    private byte[] bytes;
    private int length;

    private BodyCollector(BodyLimit limit, int firstSize) {
        this.limit = limit;
        this.bytes = new byte[firstSize];
    }

    /** Reads a paused answer to its end. */
    static Future<byte[]> collect(HttpClientResponse response, BodyLimit limit) {
        String announced = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        int expected = announced == null ? FIRST_SIZE : (int) Math.min(Long.parseLong(announced), MAX_FIRST_SIZE);
        var collector = new BodyCollector(limit, expected);
        response.handler(collector::add)
                .exceptionHandler(collector.done::tryFail)
                .endHandler(ignored -> collector.done.tryComplete(collector.exact()))
                .resume();
        return collector.done.future();
    }

    private void add(Buffer chunk) {
        if (done.future().isComplete()) {
            return;
        }
        try {
            limit.add(chunk.length());
        } catch (FailureException e) {
            done.fail(e);
            return;
        }
        int needed = length + chunk.length();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, limit.max())));
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    private byte[] exact() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}

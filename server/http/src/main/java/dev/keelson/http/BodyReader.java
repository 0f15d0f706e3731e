package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body within its limits of type, size and time, and within the budget of all bodies. What breaks a limit by its
 * head is refused before a byte of the body is read. Confined to the request's context.
 */
final class BodyReader {
    private static final byte[] NO_BYTES = {};

    private final HttpServerRequest request;
    private final BodyPolicy policy;
    private final BodyBudget budget;
    private final Promise<byte[]> whole = Promise.promise();
    private @Nullable Buffer read;
    private int held;

    BodyReader(HttpServerRequest request, BodyPolicy policy, BodyBudget budget) {
        this.request = request;
        this.policy = policy;
        this.budget = budget;
    }

    /** Whether the head announces a body. */
    static boolean announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null : !length.equals("0");
    }

    /** The request must be paused if a body is announced, so that none of it is lost while the caller is looked up. */
    Future<byte[]> read(Vertx vertx) {
        if (!announced(request)) {
            return policy.optional() ? Future.succeededFuture(NO_BYTES) : emptyBody();
        }
        ContentTypes.require(request, policy.types());
        requireSmallLength();
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        long timer = vertx.setTimer(policy.deadline().toMillis(), late -> fail(tooSlow()));
        request.exceptionHandler(broken -> fail(brokenOff(broken)))
                .handler(this::append)
                .endHandler(end -> whole.tryComplete(read == null ? NO_BYTES : read.getBytes()))
                .resume();
        return whole.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Bytes that stay taken from the budget until this is called, once the request is answered. */
    void release() {
        budget.giveBack(held);
        held = 0;
        read = null;
    }

    private Future<byte[]> emptyBody() {
        ContentTypes.require(request, policy.types());
        return Future.succeededFuture(NO_BYTES);
    }

    private void append(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        if (held + chunk.length() > policy.limit()) {
            fail(tooLarge());
            return;
        }
        try {
            budget.take(chunk.length());
        } catch (KeelsonException overloaded) {
            fail(overloaded);
            return;
        }
        held += chunk.length();
        read = read == null ? chunk : joined(read, chunk);
    }

    private static Buffer joined(Buffer start, Buffer chunk) {
        return start.appendBuffer(chunk);
    }

    private void fail(KeelsonException failure) {
        whole.tryFail(failure);
    }

    private void requireSmallLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return;
        }
        try {
            if (Long.parseLong(length) > policy.limit()) {
                throw tooLarge();
            }
        } catch (NumberFormatException notANumber) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, "content length is not a number");
        }
    }

    private KeelsonException tooLarge() {
        return new KeelsonException(
                ErrorCode.BODY_TOO_LARGE, "the body is too large (expected: at most " + policy.limit() + " bytes)");
    }

    private KeelsonException tooSlow() {
        return new KeelsonException(
                ErrorCode.BODY_TOO_SLOW,
                "the body did not arrive in time (expected: within "
                        + policy.deadline().toMillis() + " ms)");
    }

    private static KeelsonException brokenOff(Throwable cause) {
        return new KeelsonException(ErrorCode.MALFORMED_REQUEST, "the body broke off", cause);
    }
}

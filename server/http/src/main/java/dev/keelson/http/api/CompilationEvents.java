package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.ProcessRecord;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.EventStream;
import dev.keelson.http.Failures;
import dev.keelson.http.HttpConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a reader what changes in a compilation, whichever node runs it, by reading the store every second. Confined to the
 * request's context.
 */
public final class CompilationEvents {
    private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("Last-Event-ID");
    private static final int MAX_ID_DIGITS = 18;
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Longer than a compilation may take; a reader asks again. */
    private static final Duration LONGEST = Duration.ofHours(1);
    /** A store that is away may come back. */
    private static final int MOST_FAILURES = 30;

    private final Vertx vertx;
    private final EventStream stream;
    private final String requestId;
    private final Supplier<Future<Compilation>> read;
    private long told;
    private int failures;
    private long looksLeft = LONGEST.toMillis() / EVERY.toMillis();
    private boolean looking;

    private CompilationEvents(Vertx vertx, EventStream stream, String requestId, Supplier<Future<Compilation>> read) {
        this.vertx = vertx;
        this.stream = stream;
        this.requestId = requestId;
        this.read = read;
    }

    /**
     * Answers with events, from the one on that {@code Last-Event-ID} names. Completes when the compilation has ended and
     * the reader has taken that, or is gone. Until the first read is there, a failure is an ordinary one.
     */
    public static Future<Answer> follow(ApiRequest request, HttpConfig config, Supplier<Future<Compilation>> read) {
        long last = lastEventId(request);
        return read.get().compose(first -> {
            EventStream stream = EventStream.of(request, config);
            return new CompilationEvents(request.vertx(), stream, request.id(), read).follow(first, last);
        });
    }

    private static long lastEventId(ApiRequest request) {
        String value = request.token(LAST_EVENT_ID);
        if (value == null) {
            return 0;
        }
        boolean number = value.length() <= MAX_ID_DIGITS && value.chars().allMatch(Character::isDigit);
        if (!number) {
            throw new KeelsonException(
                    ErrorCode.MALFORMED_REQUEST, "Last-Event-ID: does not fit (expected: the id of an event)");
        }
        return Long.parseLong(value);
    }

    private Future<Answer> follow(Compilation first, long last) {
        told = last;
        stream.progress("compilation", Json.bytes(CompilationJson.compilation(first, Map.of())));
        tell(first);
        long timer = vertx.setPeriodic(EVERY.toMillis(), tick -> look());
        return stream.over().onComplete(over -> vertx.cancelTimer(timer)).map(Answer.written());
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        looksLeft--;
        read.get().onComplete(read -> looking = false).onSuccess(this::tell).onFailure(this::bear);
    }

    private void tell(Compilation now) {
        failures = 0;
        now.processes().values().stream()
                .filter(each -> each.sequence() > told)
                .sorted(Comparator.comparingLong(ProcessRecord::sequence))
                .forEach(this::tell);
        told = Math.max(told, now.sequence());
        if (now.state().ended()) {
            end("ended", CompilationJson.summary(now));
        } else if (looksLeft <= 0) {
            end("reconnect", CompilationJson.summary(now));
        }
    }

    private void tell(ProcessRecord changed) {
        ObjectNode json = CompilationJson.process(changed, Optional.empty());
        stream.progress("process", changed.sequence(), Json.bytes(json));
    }

    private void bear(Throwable failure) {
        failures++;
        boolean away = failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
        if (!away || failures > MOST_FAILURES) {
            end("error", ProblemJson.of(Failures.known(failure, requestId), requestId));
        }
    }

    private void end(String event, ObjectNode json) {
        stream.last(event, Json.bytes(json)).onComplete(ended -> looking = true);
    }
}

package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.ExecutionEvent;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.core.execution.ExecutionResult;
import dev.keelson.http.Answer;
import dev.keelson.http.EventStream;
import dev.keelson.http.Failures;
import io.vertx.core.Future;

/** Tells the caller of a run, event by event, what happens. */
final class RunEvents implements ExecutionListener {
    private final EventStream stream;
    private final String requestId;
    private final boolean whole;

    /** {@code whole}: the caller wants all of the output; of a part nothing is known before the model has ended. */
    RunEvents(EventStream stream, String requestId, boolean whole) {
        this.stream = stream;
        this.requestId = requestId;
        this.whole = whole;
    }

    @Override
    public void onEvent(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Started started) {
            RunJson.startHeaders(started).forEach(header -> stream.header(header.name(), header.value()));
            stream.header(RunJson.VERSION, Integer.toString(started.version()));
            if (started.contractVersion() != null) {
                stream.header(RunJson.CONTRACT, started.contractVersion());
            }
            stream.progress("started", Json.bytes(RunJson.started(started)));
        } else if (event instanceof ExecutionEvent.StepEnded ended) {
            stream.progress("step", Json.bytes(TraceJson.step(ended.span())));
        } else if (whole && event instanceof ExecutionEvent.OutputDelta delta) {
            stream.progress("output.delta", Json.bytes(RunJson.delta(delta)));
        }
    }

    /** Ends the stream with the output, which is valid. */
    Future<Answer> succeed(ExecutionResult result) {
        RunJson.headers(result).forEach(header -> stream.header(header.name(), header.value()));
        return stream.last("output", Json.bytes(result.output())).map(Answer.written());
    }

    /**
     * Ends the stream with the problem, or lets it be an ordinary answer if nothing is sent yet. A stream that was cut
     * after its first text ends with {@code interrupted}: what was sent is a part of an answer.
     */
    Future<Answer> fail(Throwable failure) {
        if (!stream.opened()) {
            stream.abandon();
            return Future.failedFuture(failure);
        }
        KeelsonException known = Failures.known(failure, requestId);
        boolean cut = known.code() == ErrorCode.STREAM_INTERRUPTED;
        ObjectNode problem = ProblemJson.of(known, requestId);
        if (cut) {
            problem.put("partial", true);
        }
        return stream.last(cut ? "interrupted" : "error", Json.bytes(problem)).map(Answer.written());
    }
}

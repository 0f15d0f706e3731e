package dev.keelson.core.execution;

import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs a request at most once for each Idempotency-Key of an API key. The stored answer is the trace itself; a failed
 * execution may be tried again with the same key.
 */
public final class Idempotency {
    /** How long after an execution's own deadline a claim without a trace counts as abandoned by a crash. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotencyRepository claims;
    private final TraceRepository traces;
    private final Clock clock;

    public Idempotency(IdempotencyRepository claims, TraceRepository traces, Clock clock) {
        this.claims = claims;
        this.traces = traces;
        this.clock = clock;
    }

    /** A request that wants to start execution {@code executionId} under {@code key}. */
    record Request(ExecuteAgentUseCase.Input input, String key, String executionId, CompiledVersion compiled) {}

    /** Runs the request, or gives the answer of its first run. */
    Future<ExecutionResult> once(Request request, Supplier<Future<ExecutionResult>> run) {
        if (!KEY.matcher(request.key()).matches()) {
            String expected = "Idempotency-Key does not fit (expected: 1 to 255 printable ASCII characters)";
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.REQUEST_INVALID, expected, List.of(Violation.at("", "pattern", expected))));
        }
        var mine = new IdempotencyClaim(
                request.input().by().keyId() + "/" + request.key(),
                digest(request.input()),
                request.executionId(),
                clock.instant());
        return claims.claim(mine)
                .compose(held ->
                        held.executionId().equals(mine.executionId()) ? run.get() : follow(request, held, mine, run));
    }

    private Future<ExecutionResult> follow(
            Request request, IdempotencyClaim held, IdempotencyClaim mine, Supplier<Future<ExecutionResult>> run) {
        if (!held.requestDigest().equals(mine.requestDigest())) {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED, "this Idempotency-Key was used for another request"));
        }
        return traces.find(held.executionId()).compose(found -> {
            Optional<ExecutionResult> stored = found.flatMap(Idempotency::answer);
            if (stored.isPresent()) {
                return Future.succeededFuture(stored.get());
            }
            boolean mayTakeOver = found.isPresent() || isAbandoned(held, request);
            return mayTakeOver ? takeOver(held, mine, run) : Future.failedFuture(inProgress(held));
        });
    }

    private boolean isAbandoned(IdempotencyClaim held, Request request) {
        Duration life = Duration.ofMillis(
                        request.compiled().definition().limits().timeoutMs())
                .plus(GRACE);
        return held.claimedAt().plus(life).isBefore(clock.instant());
    }

    private Future<ExecutionResult> takeOver(
            IdempotencyClaim held, IdempotencyClaim mine, Supplier<Future<ExecutionResult>> run) {
        return claims.takeOver(held, mine).compose(taken -> taken ? run.get() : Future.failedFuture(inProgress(held)));
    }

    private static Optional<ExecutionResult> answer(Trace trace) {
        TraceSummary summary = trace.summary();
        String target = summary.target();
        if (trace.output() == null || target == null || summary.status() != TraceSummary.Status.OK) {
            return Optional.empty();
        }
        return Optional.of(new ExecutionResult(
                summary.id(),
                summary.agent(),
                summary.version(),
                summary.alias(),
                target,
                summary.costNanoUsd(),
                trace.output(),
                true));
    }

    private static KeelsonException inProgress(IdempotencyClaim held) {
        return new KeelsonException(
                        ErrorCode.EXECUTION_IN_PROGRESS, "the first call with this Idempotency-Key has not ended")
                .withExecutionId(held.executionId())
                .withRetryAfter(Duration.ofSeconds(1));
    }

    private static String digest(ExecuteAgentUseCase.Input input) {
        return CanonicalJson.digest(Json.object().put("ref", input.ref()).set("input", input.input()));
    }
}

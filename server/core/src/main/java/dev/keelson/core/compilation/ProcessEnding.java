package dev.keelson.core.compilation;

import dev.keelson.core.common.Failpoint;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Stores how a process ended that was run.
 *
 * @param startedMillis when it was started, by the clock
 */
record ProcessEnding(
        CompilationEngine.Parts parts, LeasedCompilation leased, ProcessName name, String hash, long startedMillis) {
    private static final int MAX_VIOLATIONS = 3;

    ProcessEnding withHash(String other) {
        return new ProcessEnding(parts, leased, name, other, startedMillis);
    }

    Future<Compilation> ended(ProcessResult result) {
        if (result.status() == ProcessResult.Status.SKIPPED) {
            return end(ProcessState.SKIPPED, ProcessOutcome.of(result, spent(), null));
        }
        int size = Json.bytes(result.result()).length;
        if (size > CompilationRepository.MAX_RESULT_BYTES) {
            String reason = "its result has " + size + " bytes (expected: at most "
                    + CompilationRepository.MAX_RESULT_BYTES + ")";
            return end(ProcessState.FAILED, ProcessOutcome.failed(reason, spent(), result.executionIds()));
        }
        var key = new CompilationRepository.ResultKey(leased.current().id(), name);
        ProcessOutcome.Spent spent = spent();
        return parts.compilations()
                .putResult(key, result.result())
                .onSuccess(stored -> Failpoint.hit("compilation.result.after"))
                .compose(digest -> end(ProcessState.DONE, ProcessOutcome.of(result, spent, digest)));
    }

    Future<Compilation> failed(Throwable failure) {
        if (failure instanceof LeaseLostException) {
            return Future.failedFuture(failure);
        }
        List<String> executions = failure instanceof KeelsonException known
                ? known.executionId().stream().toList()
                : List.of();
        return end(ProcessState.FAILED, ProcessOutcome.failed(reason(failure), spent(), executions));
    }

    private String reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "took more than " + parts.limits().deadline(name).toSeconds() + " s";
        }
        if (failure instanceof KeelsonException known) {
            String details = known.violations().stream()
                    .limit(MAX_VIOLATIONS)
                    .map(Violation::message)
                    .collect(Collectors.joining("; "));
            return known.text() + (details.isEmpty() ? "" : ": " + details);
        }
        parts.reports()
                .accept("process " + name.id() + " of compilation "
                        + leased.current().id() + " has a bug: " + failure);
        return "failed unexpectedly; the server's log tells more ("
                + failure.getClass().getSimpleName() + ")";
    }

    private ProcessOutcome.Spent spent() {
        return new ProcessOutcome.Spent(Math.max(0, parts.clock().millis() - startedMillis), hash);
    }

    private Future<Compilation> end(ProcessState how, ProcessOutcome outcome) {
        return leased.change(
                now -> now.process(name).state().ended() ? now : now.with(name, record -> record.ended(how, outcome)));
    }
}

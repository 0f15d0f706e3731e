package dev.keelson.core.resilience;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model step fails with. */
final class StepFailures {
    private static final Duration MIN_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private StepFailures() {}

    static String text(TargetStatus.Exclusion exclusion) {
        return switch (exclusion) {
            case CREDENTIAL_REFUSED -> "its provider refused the credential; a good health check ends this";
            case QUOTA_EXHAUSTED -> "its quota or credit is used up; an operator's check or the next month ends this";
            case COOLING -> "its provider asked for a pause that is not over";
        };
    }

    /** The caller has seen text, so that nothing can be tried again. */
    static KeelsonException interrupted(CandidateState candidate, Throwable failure) {
        return new KeelsonException(
                ErrorCode.STREAM_INTERRUPTED,
                "the answer was cut after its first text: " + candidate.report(),
                failure);
    }

    /** A failure that no other candidate can mend. */
    static KeelsonException of(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "the model call failed");
        return new KeelsonException(code(failure), message, failure);
    }

    /** No candidate gave an answer. */
    static KeelsonException noneLeft(List<CandidateState> candidates, int calls) {
        Throwable last = lastThatAllShare(candidates);
        if (last != null) {
            return of(last);
        }
        boolean overloaded = calls == 0 && candidates.stream().anyMatch(CandidateState::isFull);
        String reasons = candidates.stream().map(CandidateState::report).collect(Collectors.joining("; "));
        KeelsonException failure = overloaded
                ? new KeelsonException(ErrorCode.OVERLOADED, "every model that is well is at its limit: " + reasons)
                : new KeelsonException(
                        ErrorCode.NO_MODEL_AVAILABLE,
                        reasons.isEmpty() ? "no model may answer this agent's calls" : "no model answered: " + reasons);
        return failure.withRetryAfter(overloaded ? MIN_RETRY_AFTER : retryAfter(candidates));
    }

    /** When every candidate was asked and can't do what is asked, waiting would not help. Null otherwise. */
    private static @Nullable Throwable lastThatAllShare(List<CandidateState> candidates) {
        Throwable last = null;
        for (CandidateState each : candidates) {
            if (!(each.failure() instanceof PluginException known)
                    || (known.type() != ErrorType.UNSUPPORTED && known.type() != ErrorType.CONTEXT_LENGTH)) {
                return null;
            }
            last = known;
        }
        return last;
    }

    private static Duration retryAfter(List<CandidateState> candidates) {
        Duration soonest = candidates.stream()
                .map(each -> each.state().untilUsable())
                .min(Duration::compareTo)
                .orElse(MAX_RETRY_AFTER);
        if (soonest.compareTo(MIN_RETRY_AFTER) < 0) {
            return MIN_RETRY_AFTER;
        }
        return soonest.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : soonest;
    }

    private static ErrorCode code(Throwable failure) {
        if (!(failure instanceof PluginException known)) {
            return ErrorCode.MODEL_CALL_FAILED;
        }
        return switch (known.type()) {
            case UNSUPPORTED -> ErrorCode.MODEL_CANNOT_FILL;
            case CONTENT_FILTER -> ErrorCode.MODEL_REFUSED;
            case INVALID_REQUEST,
                    CONFIG,
                    AUTHENTICATION,
                    NOT_FOUND,
                    CONTEXT_LENGTH,
                    QUOTA_EXHAUSTED,
                    RATE_LIMITED,
                    TIMEOUT,
                    UNAVAILABLE,
                    MALFORMED_RESPONSE,
                    BLOCKED,
                    INTERNAL -> ErrorCode.MODEL_CALL_FAILED;
        };
    }
}

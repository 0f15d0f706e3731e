package dev.keelson.core.execution;

import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.trace.Span;
import org.jspecify.annotations.Nullable;

/** What happens while an execution runs, in order; for streaming to the caller. */
public sealed interface ExecutionEvent {

    /**
     * The version is resolved and pinned.
     *
     * @param contractVersion {@code major.minor} of the version; null only where it was not looked up
     * @param deprecation notice to callers of the alias; null when they may stay
     */
    record Started(
            String executionId,
            String agent,
            int version,
            @Nullable String contractVersion,
            @Nullable Deprecation deprecation)
            implements ExecutionEvent {

        /** Of a version that callers may go on using and whose contract does not matter. */
        public Started(String executionId, String agent, int version) {
            this(executionId, agent, version, null, null);
        }
    }

    /** A step has ended; attributes may be large. */
    record StepEnded(Span span) implements ExecutionEvent {}

    /** Text of the model as it arrives: not yet validated. */
    record OutputDelta(String text) implements ExecutionEvent {}
}

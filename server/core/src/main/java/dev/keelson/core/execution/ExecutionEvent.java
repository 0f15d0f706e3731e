package dev.keelson.core.execution;

import dev.keelson.core.trace.Span;

/** What happens while an execution runs, in order; for streaming to the caller. */
public sealed interface ExecutionEvent {

    /** The version is resolved and pinned. */
    record Started(String executionId, String agent, int version) implements ExecutionEvent {}

    /** A step has ended; attributes may be large. */
    record StepEnded(Span span) implements ExecutionEvent {}

    /** Text of the model as it arrives: not yet validated. */
    record OutputDelta(String text) implements ExecutionEvent {}
}

package dev.keelson.core.execution;

/** Receives events on the execution's context, in order; must not block. */
@FunctionalInterface
public interface ExecutionListener {
    ExecutionListener NONE = event -> {};

    void onEvent(ExecutionEvent event);
}

package dev.keelson.core.compilation;

import java.util.Locale;

/** Where one process of a compilation stands. */
public enum ProcessState {
    WAITING,
    RUNNING,
    DONE,
    /** Could not be done here, or what it needs failed; the summary says which. */
    SKIPPED,
    FAILED,
    /** The result of an earlier compilation that had the same input. */
    REUSED;

    /** The name as it stands in answers: {@code waiting}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this != WAITING && this != RUNNING;
    }

    /** Whether there is a result. */
    public boolean succeeded() {
        return this == DONE || this == REUSED;
    }
}

package dev.keelson.core.compilation;

import java.util.Locale;

/** Where a compilation stands. */
public enum CompilationState {
    /** Under way, or waiting for a node that has room for it. */
    RUNNING,
    /** Every process has ended. */
    DONE,
    /** The spec could not be read or gave no definition. */
    FAILED,
    CANCELLED,
    /** The draft was changed, or a newer compilation took its place. */
    SUPERSEDED;

    /** The name as it stands in answers: {@code running}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this != RUNNING;
    }
}

package dev.keelson.storage.embedded;

import java.util.Objects;

/** Says why the embedded store could not be opened or closed. */
public final class EmbeddedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure that a caller may want to tell apart. */
    public enum Reason {
        /** Another store, in this process or another, has the file open. */
        FILE_IN_USE,
        /** The file or its directory cannot be created, read or protected. */
        FILE_NOT_ACCESSIBLE,
        /** Other users could enter the directory of the file. */
        DIRECTORY_NOT_PRIVATE,
        /** The file is not an embedded store, is damaged, or was written by a newer version. */
        FILE_NOT_READABLE,
        /** The port is taken. */
        PORT_IN_USE,
        /** The store stopped because a commit failed. */
        FAILED
    }

    private final Reason reason;

    EmbeddedStoreException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    EmbeddedStoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}

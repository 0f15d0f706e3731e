package dev.keelson.egress;

import org.jspecify.annotations.Nullable;

/** A failure inside the client, before it is told to the caller; its cause stays here. */
final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String detail;

    FailureException(FailureKind kind, String detail) {
        this(kind, detail, null);
    }

    FailureException(FailureKind kind, String detail, @Nullable Throwable cause) {
        // Expected failures need no stack; a cut connection must stay cheap.
        super(detail, cause, false, false);
        this.kind = kind;
        this.detail = detail;
    }

    FailureKind kind() {
        return kind;
    }

    /** Safe to show: no address, header or body. */
    String detail() {
        return detail;
    }

    boolean isAddressAtFault() {
        return kind == FailureKind.CONNECT;
    }
}

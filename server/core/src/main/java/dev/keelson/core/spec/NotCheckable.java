package dev.keelson.core.spec;

import java.util.Objects;

/** Says why a rule gives no invariant; never leaves this package. */
final class NotCheckable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCheckable(String reason) {
        super(reason, null, false, false);
    }

    String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}

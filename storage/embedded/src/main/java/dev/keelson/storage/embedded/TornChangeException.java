package dev.keelson.storage.embedded;

/** Says that a change broke off half way, so that what is in memory must never be committed. */
final class TornChangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TornChangeException(Throwable cause) {
        super("a change broke off half way: " + cause, cause);
    }
}

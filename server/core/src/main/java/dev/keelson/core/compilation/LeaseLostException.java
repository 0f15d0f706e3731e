package dev.keelson.core.compilation;

/** A compilation that this node ran was ended or taken over by someone else. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}

package dev.keelson.tool.httprequest;

/** An argument that can't be sent. The message is for the model, which may choose another value. */
final class RefusedArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedArgument(String message) {
        super(message);
    }
}

package dev.keelson.pluginhost;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Words for what foreign code throws. */
final class Failures {
    private static final int MAX_CAUSES = 4;
    private static final int MAX_CHARACTERS = 500;

    private Failures() {}

    /** The failure inside the wrappers of java.util.concurrent. */
    static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        for (int depth = 0; depth < MAX_CAUSES; depth++) {
            Throwable cause = inner.getCause();
            if (cause == null || !(inner instanceof CompletionException || inner instanceof ExecutionException)) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    /** The failure and its causes in one line, outermost first; never throws, though a foreign getMessage may. */
    static String words(Throwable failure) {
        StringBuilder words = new StringBuilder(one(failure));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            String next = one(cause);
            if (words.indexOf(next) < 0) {
                words.append(": ").append(next);
            }
            cause = cause.getCause();
        }
        return words.length() <= MAX_CHARACTERS ? words.toString() : words.substring(0, MAX_CHARACTERS);
    }

    /** Passes a {@link PluginException} on; anything else is a bug of the plugin, reported under its name. */
    static PluginException translate(String pluginLabel, Throwable failure) {
        Throwable inner = unwrap(failure);
        if (inner instanceof PluginException expected) {
            return expected;
        }
        return new PluginException(ErrorType.INTERNAL, pluginLabel + " failed: " + words(inner), inner);
    }

    private static String one(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException | LinkageError alsoBroken) {
            message = null;
        }
        boolean ours = failure instanceof PluginException
                || failure.getClass().getName().startsWith("org.pf4j.")
                || failure.getClass() == IllegalStateException.class;
        if (message == null) {
            return failure.getClass().getName();
        }
        return ours ? message : failure.getClass().getName() + ": " + message;
    }
}

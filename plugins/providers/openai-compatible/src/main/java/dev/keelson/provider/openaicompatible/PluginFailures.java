package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into the one exception that may leave a plugin. */
final class PluginFailures {
    private PluginFailures() {}

    static PluginException of(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PluginException known) {
            return known;
        }
        return new PluginException(
                ErrorType.INTERNAL, "the provider failed: " + failure.getClass().getName(), failure);
    }

    /** For {@code CompletionStage.handle}. */
    static <T> T valueOrThrow(T value, @Nullable Throwable failure) {
        if (failure != null) {
            throw of(failure);
        }
        return value;
    }
}

package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into the one exception that may leave a plugin. */
public final class PluginFailures {
    private PluginFailures() {}

    public static PluginException of(Throwable failure) {
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
    public static <T> T valueOrThrow(T value, @Nullable Throwable failure) {
        if (failure != null) {
            throw of(failure);
        }
        return value;
    }
}

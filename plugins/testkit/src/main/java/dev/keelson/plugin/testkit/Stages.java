package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits, for a bounded time, for what a plugin's stages give. */
public final class Stages {
    private static final long LIMIT_SECONDS = 10;

    private Stages() {}

    /** The value of the stage. Fails the test when the stage fails, gives null or takes more than 10 s. */
    public static <T> T value(CompletionStage<T> stage) {
        try {
            T value = stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (value == null) {
                throw new AssertionError("the stage completed with null");
            }
            return value;
        } catch (ExecutionException failure) {
            throw new AssertionError("the stage failed: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("the stage did not complete within " + LIMIT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /**
     * The failure of the call, thrown or as a failed stage. Fails the test when the call succeeds, takes more than 10 s,
     * or fails with something else than a {@link PluginException}.
     */
    public static PluginException failure(Supplier<? extends CompletionStage<?>> call) {
        try {
            Object value = call.get().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("completed with " + value + " (expected: a PluginException)");
        } catch (ExecutionException failure) {
            return pluginException(failure);
        } catch (PluginException thrown) {
            return thrown;
        } catch (TimeoutException late) {
            throw new AssertionError("the stage did not complete within " + LIMIT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** The plugin's exception under the wrappers that the JDK puts around it. */
    static PluginException pluginException(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        assertThat(cause).as("what comes out of a plugin").isInstanceOf(PluginException.class);
        return (PluginException) cause;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException || failure instanceof CompletionException;
    }
}

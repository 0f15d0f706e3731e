package dev.keelson.pluginhost;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ties a plugin's completion stage to a call. */
final class Answers {

    private Answers() {}

    /** {@code code} is the plugin's; a stage that is a {@link CompletableFuture} is cancelled when the call is cut. */
    static <T> PluginCall.Body<T> ofStage(Callable<? extends CompletionStage<T>> code) {
        return call -> {
            CompletionStage<T> stage = code.call();
            if (stage == null) {
                call.succeed(null);
                return;
            }
            CompletionStage<T> observed = stage.whenComplete((answer, failure) -> settle(call, answer, failure));
            if (observed != null && !call.isAnswered() && stage instanceof CompletableFuture<?> future) {
                call.onCancel(() -> future.cancel(true));
            }
        };
    }

    /** {@code answer} is an Object: what a plugin completes its stage with need not be what it declared. */
    private static void settle(PluginCall<?> call, Object answer, Throwable failure) {
        if (failure == null) {
            call.succeed(answer);
        } else {
            call.fail(failure);
        }
    }
}

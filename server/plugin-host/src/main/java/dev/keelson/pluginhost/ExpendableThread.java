package dev.keelson.pluginhost;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A daemon thread for foreign code that may hang: whoever waits gives up in time, and the thread is left to itself.
 *
 * @param <T> what the code gives
 */
final class ExpendableThread<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private ExpendableThread(String name, Callable<T> code, Consumer<T> tooLate) {
        thread = new Thread(() -> run(code, tooLate), name);
        thread.setDaemon(true);
    }

    /** {@code tooLate} receives a result that nobody waits for any more, on the same thread. */
    static <T> ExpendableThread<T> start(String name, Callable<T> code, Consumer<T> tooLate) {
        ExpendableThread<T> started = new ExpendableThread<>(name, code, tooLate);
        started.thread.start();
        return started;
    }

    /** Throws {@link ExecutionException} with whatever the code threw, and {@link TimeoutException} after giving up. */
    T await(Duration timeout) throws ExecutionException, TimeoutException {
        try {
            return result.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return giveUp(late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return giveUp(new TimeoutException("the server is stopping"));
        }
    }

    private T giveUp(TimeoutException reason) throws ExecutionException, TimeoutException {
        if (result.completeExceptionally(reason)) {
            thread.interrupt();
            throw reason;
        }
        return result.isCompletedExceptionally() ? rethrow() : result.join();
    }

    private T rethrow() throws ExecutionException {
        try {
            return result.join();
        } catch (RuntimeException failure) {
            throw new ExecutionException(Failures.unwrap(failure));
        }
    }

    private void run(Callable<T> code, Consumer<T> tooLate) {
        try {
            T value = code.call();
            if (!result.complete(value)) {
                tooLate.accept(value);
            }
        } catch (Throwable failure) {
            // Foreign code may throw anything; whoever waits gets to know all of it.
            result.completeExceptionally(failure);
        }
    }
}

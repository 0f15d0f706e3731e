package dev.keelson.core.common;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * What came of many writers that did one thing at the same moment.
 *
 * @param won results, in no order
 * @param lost expected failures; anything else fails the race itself
 */
public record Race<T>(List<T> won, List<KeelsonException> lost) {
    /** Enough to overlap on two cores, few enough to be quick. */
    public static final int WRITERS = 12;

    public static <T> Race<T> of(IntFunction<Future<T>> write) {
        return of(WRITERS, write);
    }

    /** Runs {@code write} with 0, 1, 2... on a thread each, released together. */
    public static <T> Race<T> of(int writers, IntFunction<Future<T>> write) {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            var start = new CyclicBarrier(writers);
            List<Callable<AsyncResult<T>>> tasks = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                tasks.add(() -> {
                    start.await();
                    return settled(write.apply(number));
                });
            }
            return sorted(threads.invokeAll(tasks));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The codes of the failures, in no order. */
    public List<ErrorCode> lostWith() {
        return lost.stream().map(KeelsonException::code).toList();
    }

    private static <T> AsyncResult<T> settled(Future<T> future) {
        return future.transform(Future::succeededFuture).await();
    }

    private static <T> Race<T> sorted(List<java.util.concurrent.Future<AsyncResult<T>>> finished)
            throws InterruptedException {
        List<T> won = new ArrayList<>();
        List<KeelsonException> lost = new ArrayList<>();
        for (var task : finished) {
            AsyncResult<T> outcome = outcome(task);
            if (outcome.succeeded()) {
                won.add(outcome.result());
            } else if (outcome.cause() instanceof KeelsonException expected) {
                lost.add(expected);
            } else {
                throw new AssertionError("a writer failed in a way that its port does not know", outcome.cause());
            }
        }
        return new Race<>(List.copyOf(won), List.copyOf(lost));
    }

    private static <T> AsyncResult<T> outcome(java.util.concurrent.Future<AsyncResult<T>> task)
            throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a writer threw instead of failing its future", failed.getCause());
        }
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Turns what the driver publishes into futures that complete on the caller's Vert.x context, failures translated. */
final class Publishers {
    private final Vertx vertx;
    private volatile boolean closed;

    Publishers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** From now on everything fails with {@link ErrorCode#STORE_UNAVAILABLE}, whatever the closed driver says. */
    void close() {
        closed = true;
    }

    /** Every item; the query that publishes them has a limit. The supplier is there because a closed driver throws. */
    <T> Future<List<T>> all(Supplier<? extends Publisher<T>> operation) {
        if (closed) {
            return Future.failedFuture(storeClosed());
        }
        var collector = new Collector<T>();
        try {
            operation.get().subscribe(collector);
        } catch (RuntimeException failure) {
            if (!closed) {
                throw failure;
            }
            return Future.failedFuture(storeClosed());
        }
        return collector.promise.future();
    }

    <T> Future<Optional<T>> first(Supplier<? extends Publisher<T>> operation) {
        return all(operation).map(items -> items.stream().findFirst());
    }

    /** The one item that the publisher has, such as the result of a write. */
    <T> Future<T> one(Supplier<? extends Publisher<T>> operation) {
        return all(operation).map(items -> items.get(0));
    }

    /** The result of work that is too long for an event loop, computed on a worker thread. */
    <T> Future<T> compute(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private Throwable translate(Throwable failure) {
        return closed ? storeClosed() : StoreFailures.translate(failure);
    }

    private static KeelsonException storeClosed() {
        return new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "the store is closed");
    }

    private final class Collector<T> implements Subscriber<T> {
        private final Context context = vertx.getOrCreateContext();
        private final Promise<List<T>> promise = Promise.promise();
        private final List<T> items = new ArrayList<>();

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            context.runOnContext(now -> promise.fail(translate(failure)));
        }

        @Override
        public void onComplete() {
            context.runOnContext(now -> promise.complete(items));
        }
    }
}

package dev.keelson.storage.mongodb;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Turns what the driver publishes into futures that complete on the caller's Vert.x context, failures translated. */
final class Publishers {
    private final Vertx vertx;

    Publishers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Every item; the query that publishes them has a limit. */
    <T> Future<List<T>> all(Publisher<T> publisher) {
        var collector = new Collector<T>(vertx.getOrCreateContext());
        publisher.subscribe(collector);
        return collector.promise.future();
    }

    <T> Future<Optional<T>> first(Publisher<T> publisher) {
        return all(publisher).map(items -> items.stream().findFirst());
    }

    /** The one item that the publisher has, such as the result of a write. */
    <T> Future<T> one(Publisher<T> publisher) {
        return all(publisher).map(items -> items.get(0));
    }

    private static final class Collector<T> implements Subscriber<T> {
        private final Context context;
        private final Promise<List<T>> promise = Promise.promise();
        private final List<T> items = new ArrayList<>();

        private Collector(Context context) {
            this.context = context;
        }

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
            context.runOnContext(now -> promise.fail(StoreFailures.translate(failure)));
        }

        @Override
        public void onComplete() {
            context.runOnContext(now -> promise.complete(items));
        }
    }
}

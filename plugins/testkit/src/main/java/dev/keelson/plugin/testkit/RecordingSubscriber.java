package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told and asks only when the test does. Thread-safe; waits at most 10 s. */
public final class RecordingSubscriber<T> implements Flow.Subscriber<T> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<T> items = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private int ends;

    /** Subscribes, asks for everything and waits for the end, which may be a failure. */
    public static <T> RecordingSubscriber<T> drain(Flow.Publisher<T> publisher) {
        var subscriber = new RecordingSubscriber<T>();
        publisher.subscribe(subscriber);
        subscriber.request(Long.MAX_VALUE);
        subscriber.awaitEnd();
        return subscriber;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        notifyAll();
    }

    @Override
    public synchronized void onNext(T item) {
        items.add(item);
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable error) {
        failure = error;
        ends++;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        ends++;
        notifyAll();
    }

    /** Asks for more; outside the lock, because items may arrive on this very thread. */
    public void request(long count) {
        subscription().request(count);
    }

    public void cancel() {
        subscription().cancel();
    }

    public synchronized List<T> items() {
        return List.copyOf(items);
    }

    /** How many times the end was signalled; a correct publisher does it at most once. */
    public synchronized int ends() {
        return ends;
    }

    /** The failure that ended the stream. Fails the test when there is none or it is no {@link PluginException}. */
    public synchronized PluginException failure() {
        if (failure == null) {
            throw new AssertionError("the stream did not fail; items: " + items.size());
        }
        return Stages.pluginException(failure);
    }

    /** Fails the test when the stream failed. */
    public synchronized void requireSuccess() {
        if (failure != null) {
            throw new AssertionError("the stream failed: " + failure, failure);
        }
    }

    public void awaitItems(int count) {
        require(() -> items.size() >= count || ends > 0, LIMIT, count + " items");
    }

    /** Waits for an item of this kind, whatever else comes before it. */
    public void awaitItem(Predicate<? super T> wanted) {
        require(() -> items.stream().anyMatch(wanted) || ends > 0, LIMIT, "a certain item");
    }

    public void awaitEnd() {
        require(() -> ends > 0, LIMIT, "the end of the stream");
    }

    /** Whether more than {@code count} items come within the time. */
    public boolean exceeds(int count, Duration time) {
        return await(() -> items.size() > count, time);
    }

    private Flow.Subscription subscription() {
        require(() -> subscription != null, LIMIT, "onSubscribe");
        synchronized (this) {
            if (subscription == null) {
                throw new IllegalStateException("not subscribed");
            }
            return subscription;
        }
    }

    private void require(BooleanSupplier condition, Duration limit, String what) {
        if (!await(condition, limit)) {
            throw new AssertionError("no " + what + " within " + limit.toSeconds() + " s");
        }
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

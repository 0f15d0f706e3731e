package dev.keelson.core.common;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values from the store that are good for a short time, and for up to {@link #WHILE_AWAY} when the store can't be asked:
 * nothing can be changed through a node that has no store, so what it knew last is the best there is. Safe for concurrent
 * use.
 */
public final class Remembered<V> {
    public static final Duration WHILE_AWAY = Duration.ofMinutes(10);

    private final Duration fresh;
    private final Ticker ticker;
    private final StoreStatus store;
    private final Cache<String, Entry<V>> entries;

    public Remembered(Duration fresh, int maxEntries, Ticker ticker, StoreStatus store) {
        this.fresh = fresh;
        this.ticker = ticker;
        this.store = store;
        entries = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(WHILE_AWAY)
                .maximumSize(maxEntries)
                .build();
    }

    private record Entry<V>(V value, long readNanos) {}

    /** What is known, or else what {@code load} gives. {@code newer} chooses when two loads cross. */
    public Future<V> get(String key, Supplier<Future<V>> load, BinaryOperator<V> newer) {
        Entry<V> known = entries.getIfPresent(key);
        if (known != null && (isFresh(known) || !store.isUp())) {
            return Future.succeededFuture(known.value());
        }
        return load.get()
                .map(loaded -> put(key, loaded, newer))
                .recover(failure -> known != null && isStoreAway(failure)
                        ? Future.succeededFuture(known.value())
                        : forget(key, failure));
    }

    /** Remembers the newer of what is known and {@code value}, and gives it back. */
    public V put(String key, V value, BinaryOperator<V> newer) {
        Entry<V> read = new Entry<>(value, ticker.read());
        return entries.asMap()
                .merge(
                        key,
                        read,
                        (known, loaded) -> new Entry<>(newer.apply(known.value(), loaded.value()), loaded.readNanos()))
                .value();
    }

    public void forgetAll() {
        entries.invalidateAll();
    }

    private boolean isFresh(Entry<V> entry) {
        return ticker.read() - entry.readNanos() < fresh.toNanos();
    }

    /** The store said that there is no such thing any more. */
    private Future<V> forget(String key, @Nullable Throwable failure) {
        if (!isStoreAway(failure)) {
            entries.invalidate(key);
        }
        return Future.failedFuture(failure);
    }

    private static boolean isStoreAway(@Nullable Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
    }
}

package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the feed's position in memory, for tests. Safe for concurrent use. */
public final class InMemoryFeedPositionRepository implements FeedPositionRepository {
    private final AtomicLong position = new AtomicLong();

    @Override
    public Future<Long> position() {
        return Future.succeededFuture(position.get());
    }

    @Override
    public Future<Void> advance(long seq) {
        position.accumulateAndGet(seq, Math::max);
        return Future.succeededFuture();
    }
}

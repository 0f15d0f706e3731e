package dev.keelson.core.webhook;

import io.vertx.core.Future;

/** Stores how far the feed has followed its source. */
public interface FeedPositionRepository {

    /** The last number whose deliveries are stored; 0 at the start. */
    Future<Long> position();

    /** Moves forward, never back. */
    Future<Void> advance(long seq);
}

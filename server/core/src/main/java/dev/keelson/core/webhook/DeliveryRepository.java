package dev.keelson.core.webhook;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores deliveries: the queue of what is to be sent, and the log of what was. */
public interface DeliveryRepository {

    /** Those whose id is there already are left as they are. */
    Future<Void> insertAll(List<Delivery> deliveries);

    Future<Optional<Delivery>> find(String webhook, String id);

    /** Newest first, by time of creation and id. */
    Future<Page<Delivery>> page(String webhook, PageRequest page);

    /** The webhooks that have pending deliveries which are due. */
    Future<List<String>> webhooksWithDue(Instant now);

    /** Pending deliveries that are due, those that wait longest first. */
    Future<List<Delivery>> due(String webhook, Instant now, int limit);

    /**
     * Puts {@code next} in the place of revision {@code next.revision() - 1}; false, and no change, when that is not stored
     * any more: of two that try the same delivery one loses.
     */
    Future<Boolean> commit(Delivery next);

    /** How many deliveries of that webhook are pending. */
    Future<Long> pending(String webhook);

    /** Deletes those created before, whatever their state. */
    Future<Long> deleteBefore(Instant instant);
}

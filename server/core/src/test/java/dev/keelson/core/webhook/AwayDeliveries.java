package dev.keelson.core.webhook;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that does not answer. */
final class AwayDeliveries implements DeliveryRepository {

    @Override
    public Future<Void> insertAll(List<Delivery> deliveries) {
        return away();
    }

    @Override
    public Future<Optional<Delivery>> find(String webhook, String id) {
        return away();
    }

    @Override
    public Future<Page<Delivery>> page(String webhook, PageRequest page) {
        return away();
    }

    @Override
    public Future<List<String>> webhooksWithDue(Instant now) {
        return away();
    }

    @Override
    public Future<List<Delivery>> due(String webhook, Instant now, int limit) {
        return away();
    }

    @Override
    public Future<Boolean> commit(Delivery next) {
        return away();
    }

    @Override
    public Future<Long> pending(String webhook) {
        return away();
    }

    @Override
    public Future<Long> deleteBefore(Instant instant) {
        return away();
    }

    private static <T> Future<T> away() {
        return Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "the store is away"));
    }
}

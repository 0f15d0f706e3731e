package dev.keelson.core.webhook;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps deliveries in memory, for tests. Safe for concurrent use. */
public final class InMemoryDeliveryRepository implements DeliveryRepository {
    private final TreeMap<String, Delivery> deliveries = new TreeMap<>();

    @Override
    public synchronized Future<Void> insertAll(List<Delivery> batch) {
        batch.forEach(delivery -> deliveries.putIfAbsent(delivery.id(), delivery));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Optional<Delivery>> find(String webhook, String id) {
        return Future.succeededFuture(Optional.ofNullable(deliveries.get(id))
                .filter(delivery -> delivery.webhook().equals(webhook)));
    }

    @Override
    public synchronized Future<Page<Delivery>> page(String webhook, PageRequest page) {
        List<Delivery> newestFirst = deliveries.values().stream()
                .filter(delivery -> delivery.webhook().equals(webhook))
                .sorted(Comparator.comparing(Delivery::createdAt)
                        .thenComparing(Delivery::id)
                        .reversed())
                .toList();
        return InMemoryPages.page(newestFirst, Delivery::id, page);
    }

    @Override
    public synchronized Future<List<String>> webhooksWithDue(Instant now) {
        return Future.succeededFuture(due(now).map(Delivery::webhook).distinct().toList());
    }

    @Override
    public synchronized Future<List<Delivery>> due(String webhook, Instant now, int limit) {
        return Future.succeededFuture(
                due(now).filter(delivery -> delivery.webhook().equals(webhook))
                        .sorted(Comparator.comparing(Delivery::dueAt))
                        .limit(limit)
                        .toList());
    }

    @Override
    public synchronized Future<Boolean> commit(Delivery next) {
        Delivery current = deliveries.get(next.id());
        boolean stored = current != null && current.revision() == next.revision() - 1;
        if (stored) {
            deliveries.put(next.id(), next);
        }
        return Future.succeededFuture(stored);
    }

    @Override
    public synchronized Future<Long> pending(String webhook) {
        return Future.succeededFuture(
                pending().filter(delivery -> delivery.webhook().equals(webhook)).count());
    }

    @Override
    public synchronized Future<Long> deleteBefore(Instant instant) {
        int before = deliveries.size();
        deliveries.values().removeIf(delivery -> delivery.createdAt().isBefore(instant));
        return Future.succeededFuture((long) before - deliveries.size());
    }

    private Stream<Delivery> pending() {
        return deliveries.values().stream().filter(delivery -> delivery.state() == Delivery.State.PENDING);
    }

    private Stream<Delivery> due(Instant now) {
        return pending().filter(delivery -> !delivery.dueAt().isAfter(now));
    }
}

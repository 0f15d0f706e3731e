package dev.keelson.core.consumer;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps consumers in memory, for tests. Safe for concurrent use. */
public final class InMemoryConsumerRepository implements ConsumerRepository {
    private final TreeMap<String, Consumer> consumers = new TreeMap<>();

    @Override
    public synchronized Future<Optional<Consumer>> find(String agent, String keyId) {
        return Future.succeededFuture(Optional.ofNullable(consumers.get(agent + "/" + keyId)));
    }

    @Override
    public synchronized Future<Boolean> put(Consumer consumer) {
        String id = consumer.agent() + "/" + consumer.keyId();
        Consumer known = consumers.get(id);
        if ((known == null ? 0 : known.revision()) != consumer.revision() - 1) {
            return Future.succeededFuture(false);
        }
        consumers.put(id, consumer);
        return Future.succeededFuture(true);
    }

    @Override
    public synchronized Future<Page<Consumer>> list(String agent, PageRequest page) {
        List<Consumer> own = consumers.values().stream()
                .filter(consumer -> consumer.agent().equals(agent))
                .toList();
        return InMemoryPages.page(own, Consumer::keyId, page);
    }
}

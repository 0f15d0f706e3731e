package dev.keelson.core.schemachange;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps schema changes in memory, for tests. Safe for concurrent use. */
public final class InMemorySchemaChangeRepository implements SchemaChangeRepository {
    private final TreeMap<String, SchemaChange> changes = new TreeMap<>();

    @Override
    public synchronized Future<Boolean> insert(SchemaChange change) {
        boolean taken = changes.containsKey(change.id())
                || changes.values().stream()
                        .anyMatch(each -> each.digest().equals(change.digest()) && each.round() == change.round());
        if (!taken) {
            changes.put(change.id(), change);
        }
        return Future.succeededFuture(!taken);
    }

    @Override
    public synchronized Future<Optional<SchemaChange>> find(String id) {
        return Future.succeededFuture(Optional.ofNullable(changes.get(id)));
    }

    @Override
    public synchronized Future<Optional<SchemaChange>> latest(String digest) {
        return Future.succeededFuture(changes.values().stream()
                .filter(change -> change.digest().equals(digest))
                .max(Comparator.comparingInt(SchemaChange::round)));
    }

    @Override
    public synchronized Future<Boolean> replace(SchemaChange next) {
        SchemaChange stored = changes.get(next.id());
        boolean fits = stored != null && stored.revision() == next.revision() - 1;
        if (fits) {
            changes.put(next.id(), next);
        }
        return Future.succeededFuture(fits);
    }

    @Override
    public synchronized Future<Page<SchemaChange>> list(Filter filter, PageRequest page) {
        List<SchemaChange> newestFirst = changes.descendingMap().values().stream()
                .filter(change -> matches(filter, change))
                .toList();
        return InMemoryPages.page(newestFirst, SchemaChange::id, page);
    }

    private static boolean matches(Filter filter, SchemaChange change) {
        String agent = change.proposal().agent();
        return (filter.agents().isEmpty() || filter.agents().contains(agent))
                && (filter.agent() == null || filter.agent().equals(agent))
                && (filter.state() == null || filter.state() == change.state());
    }
}

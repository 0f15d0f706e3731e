package dev.keelson.core.agent;

import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps aliases and their histories in memory, for tests. Safe for concurrent use. */
public final class InMemoryAliasRepository implements AliasRepository {
    /** Oldest first, by {@code agent/alias}. */
    private final TreeMap<String, List<Alias>> histories = new TreeMap<>();

    @Override
    public synchronized Future<Alias> commit(Alias next) {
        List<Alias> history = histories.getOrDefault(key(next.agent(), next.name()), List.of());
        if (history.size() != next.revision() - 1) {
            return Future.failedFuture(stale(next, history));
        }
        histories
                .computeIfAbsent(key(next.agent(), next.name()), absent -> new ArrayList<>())
                .add(next);
        return Future.succeededFuture(next);
    }

    @Override
    public synchronized Future<Optional<Alias>> find(String agent, String alias) {
        return Future.succeededFuture(newestFirst(agent, alias).stream().findFirst());
    }

    @Override
    public synchronized Future<Optional<Alias>> findRevision(String agent, String alias, int revision) {
        return Future.succeededFuture(newestFirst(agent, alias).stream()
                .filter(entry -> entry.revision() == revision)
                .findFirst());
    }

    @Override
    public synchronized Future<List<Alias>> listByAgent(String agent) {
        return Future.succeededFuture(histories.values().stream()
                .map(history -> history.get(history.size() - 1))
                .filter(alias -> alias.agent().equals(agent))
                .sorted(Comparator.comparing(Alias::name))
                .toList());
    }

    @Override
    public synchronized Future<Page<Alias>> history(String agent, String alias, PageRequest page) {
        return InMemoryPages.page(newestFirst(agent, alias), entry -> String.valueOf(entry.revision()), page);
    }

    private static KeelsonException stale(Alias next, List<Alias> history) {
        if (history.isEmpty()) {
            return new KeelsonException(
                    ErrorCode.REVISION_STALE, "there is no alias " + next.name() + " to move (expected: revision 1)");
        }
        Alias current = history.get(history.size() - 1);
        return KeelsonException.stale("the alias is at revision " + current.revision(), current);
    }

    private List<Alias> newestFirst(String agent, String alias) {
        List<Alias> history = new ArrayList<>(histories.getOrDefault(key(agent, alias), List.of()));
        Collections.reverse(history);
        return history;
    }

    private static String key(String agent, String alias) {
        return agent + "/" + alias;
    }
}

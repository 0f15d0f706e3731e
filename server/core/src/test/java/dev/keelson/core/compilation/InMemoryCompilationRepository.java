package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps compilations in memory, for tests. Safe for concurrent use. */
public final class InMemoryCompilationRepository implements CompilationRepository {
    private final TreeMap<String, Compilation> compilations = new TreeMap<>();
    private final Map<String, JsonNode> results = new HashMap<>();

    @Override
    public synchronized Future<Compilation> insert(Compilation compilation) {
        compilations.put(compilation.id(), compilation);
        return Future.succeededFuture(compilation);
    }

    @Override
    public synchronized Future<Optional<Compilation>> find(CompilationKey key) {
        return Future.succeededFuture(Optional.ofNullable(compilations.get(key.id()))
                .filter(each -> each.agent().equals(key.agent())));
    }

    @Override
    public synchronized Future<Page<Compilation>> list(String agent, PageRequest page) {
        List<Compilation> newestFirst = compilations.descendingMap().values().stream()
                .filter(each -> each.agent().equals(agent))
                .toList();
        return InMemoryPages.page(newestFirst, Compilation::id, page);
    }

    @Override
    public synchronized Future<Boolean> replace(Compilation before, Compilation after) {
        Compilation stored = compilations.get(before.id());
        boolean unchanged = stored != null && stored.revision() == before.revision();
        if (unchanged) {
            compilations.put(after.id(), after);
        }
        return Future.succeededFuture(unchanged);
    }

    @Override
    public synchronized Future<List<CompilationKey>> waiting(Instant now, int limit) {
        return Future.succeededFuture(compilations.values().stream()
                .filter(each -> !each.state().ended() && !each.lease().until().isAfter(now))
                .sorted(Comparator.comparing(each -> each.lease().until()))
                .limit(limit)
                .map(each -> new CompilationKey(each.agent(), each.id()))
                .toList());
    }

    @Override
    public synchronized Future<Void> delete(CompilationKey key) {
        compilations.remove(key.id());
        results.keySet().removeIf(each -> each.startsWith(key.id() + "/"));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<String> putResult(ResultKey key, JsonNode result) {
        String digest = CanonicalJson.digest(result);
        results.put(id(key, digest), result.deepCopy());
        return Future.succeededFuture(digest);
    }

    @Override
    public synchronized Future<Optional<JsonNode>> result(ResultKey key, String digest) {
        return Future.succeededFuture(Optional.ofNullable(results.get(id(key, digest))));
    }

    private static String id(ResultKey key, String digest) {
        return key.compilation() + "/" + key.process() + "/" + digest;
    }
}

package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows the consumers of an alias by the keys that made its last 200 executions. */
public final class ObservedConsumers implements AffectedConsumers {
    private static final int LAST = PageRequest.MAX_LIMIT;

    private final TraceRepository traces;
    private final ApiKeyRepository keys;

    public ObservedConsumers(TraceRepository traces, ApiKeyRepository keys) {
        this.traces = traces;
        this.keys = keys;
    }

    @Override
    public Future<List<Consumer>> of(String agent, String alias, List<ContractChange> changes) {
        var filter = new TraceFilter(Set.of(), agent, null, alias, null, null, null);
        return traces.search(filter, PageRequest.first(LAST))
                .compose(page -> Future.all(byKey(page.items()).values().stream()
                        .map(calls -> consumer(calls, page.items().size()))
                        .toList()))
                .map(CompositeFuture::<Consumer>list)
                .map(all -> all.stream()
                        .sorted(Comparator.comparingInt(Consumer::calls)
                                .reversed()
                                .thenComparing(Consumer::keyId))
                        .toList());
    }

    /** Newest call first, as the traces come. */
    private static Map<String, List<TraceSummary>> byKey(List<TraceSummary> newestFirst) {
        Map<String, List<TraceSummary>> calls = new LinkedHashMap<>();
        newestFirst.forEach(trace -> calls.computeIfAbsent(trace.keyId(), absent -> new ArrayList<>())
                .add(trace));
        return calls;
    }

    private Future<Consumer> consumer(List<TraceSummary> calls, int all) {
        TraceSummary last = calls.get(0);
        return keys.find(last.keyId()).map(found -> consumer(last, calls.size(), all, found));
    }

    private static Consumer consumer(TraceSummary last, int calls, int all, Optional<ApiKey> key) {
        return new Consumer(
                last.keyId(),
                key.map(ApiKey::name).orElse(last.keyId()),
                key.map(ApiKey::owner).orElse(""),
                calls,
                last.startedAt(),
                "made " + calls + " of the alias's last " + all + (all == 1 ? " call" : " calls"));
    }
}

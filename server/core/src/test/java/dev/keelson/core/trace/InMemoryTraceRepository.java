package dev.keelson.core.trace;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps traces in memory, for tests. Safe for concurrent use. */
public final class InMemoryTraceRepository implements TraceRepository {
    private static final Comparator<TraceSummary> NEWEST_FIRST = Comparator.comparing(TraceSummary::startedAt)
            .thenComparing(TraceSummary::id)
            .reversed();

    private final Map<String, Trace> traces = new HashMap<>();

    @Override
    public synchronized Future<Void> insertAll(List<Trace> batch) {
        batch.forEach(trace -> traces.putIfAbsent(trace.id(), trace));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Optional<Trace>> find(String id) {
        return Future.succeededFuture(Optional.ofNullable(traces.get(id)));
    }

    @Override
    public synchronized Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        List<TraceSummary> found = traces.values().stream()
                .map(Trace::summary)
                .filter(matches(filter))
                .sorted(NEWEST_FIRST)
                .toList();
        return InMemoryPages.page(found, TraceSummary::id, page);
    }

    private static Predicate<TraceSummary> matches(TraceFilter filter) {
        return trace -> (filter.agents().isEmpty() || filter.agents().contains(trace.agent()))
                && isOrAny(filter.agent(), trace.agent())
                && isOrAny(filter.version(), trace.version())
                && isOrAny(filter.alias(), trace.alias())
                && isOrAny(filter.status(), trace.status())
                && within(filter, trace.startedAt());
    }

    private static boolean isOrAny(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean within(TraceFilter filter, Instant startedAt) {
        Instant from = filter.from();
        Instant to = filter.to();
        return (from == null || !startedAt.isBefore(from)) && (to == null || startedAt.isBefore(to));
    }
}

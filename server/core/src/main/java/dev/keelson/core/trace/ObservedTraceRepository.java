package dev.keelson.core.trace;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells an observer of each execution that ends, on the way of its trace to the store. Safe for concurrent use. */
public final class ObservedTraceRepository implements TraceRepository {
    private final TraceRepository traces;
    private final Consumer<TraceSummary> observer;

    /** {@code observer} must be quick and may be called from any thread. */
    public ObservedTraceRepository(TraceRepository traces, Consumer<TraceSummary> observer) {
        this.traces = traces;
        this.observer = observer;
    }

    @Override
    public Future<Void> insertAll(List<Trace> batch) {
        batch.forEach(trace -> observer.accept(trace.summary()));
        return traces.insertAll(batch);
    }

    @Override
    public boolean isWritable() {
        return traces.isWritable();
    }

    @Override
    public Future<Optional<Trace>> find(String id) {
        return traces.find(id);
    }

    @Override
    public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        return traces.search(filter, page);
    }
}

package dev.keelson.core.trace;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.StoreStatus;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** For operators who want no execution that the store itself did not record: says so before a model is called. */
public final class RefusingTraceRepository implements TraceRepository {
    private final TraceRepository store;
    private final StoreStatus status;

    public RefusingTraceRepository(TraceRepository store, StoreStatus status) {
        this.store = store;
        this.status = status;
    }

    @Override
    public Future<Void> insertAll(List<Trace> traces) {
        return store.insertAll(traces);
    }

    @Override
    public boolean isWritable() {
        return status.isUp();
    }

    @Override
    public Future<Optional<Trace>> find(String id) {
        return store.find(id);
    }

    @Override
    public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        return store.search(filter, page);
    }
}

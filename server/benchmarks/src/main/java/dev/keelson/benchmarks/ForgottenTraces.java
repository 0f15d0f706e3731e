package dev.keelson.benchmarks;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Takes traces and keeps none, so that a long measurement does not measure a heap that fills up. */
final class ForgottenTraces implements TraceRepository {

    @Override
    public Future<Void> insertAll(List<Trace> traces) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Optional<Trace>> find(String id) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page) {
        return Future.succeededFuture(new Page<>(List.of(), null));
    }
}

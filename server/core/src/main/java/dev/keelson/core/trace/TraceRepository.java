package dev.keelson.core.trace;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores traces, each once. */
public interface TraceRepository {

    /**
     * Completes when all are durable. A trace that is there already is left as it is, so a batch may be written again
     * after an unknown outcome. Fails with {@link ErrorCode#STORE_UNAVAILABLE}.
     */
    Future<Void> insertAll(List<Trace> traces);

    /** Whether a trace could be made durable now; asked before a model is called. */
    default boolean isWritable() {
        return true;
    }

    Future<Optional<Trace>> find(String id);

    /** Newest first, by start time and id. */
    Future<Page<TraceSummary>> search(TraceFilter filter, PageRequest page);
}

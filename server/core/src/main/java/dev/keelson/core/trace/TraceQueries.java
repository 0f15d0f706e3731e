package dev.keelson.core.trace;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads of traces, each for a principal: a trace of an agent outside its key's scope does not exist. */
public final class TraceQueries {
    private final TraceRepository traces;

    public TraceQueries(TraceRepository traces) {
        this.traces = traces;
    }

    /** Which traces are asked for; null means any. */
    public record Search(
            @Nullable String agent,
            @Nullable Integer version,
            @Nullable String alias,
            TraceSummary.@Nullable Status status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Fails with {@link ErrorCode#TRACE_NOT_FOUND}. */
    public Future<Trace> trace(Principal by, String id) {
        by.require(Permission.TRACE_READ);
        return traces.find(id)
                .map(found -> found.filter(trace -> by.maySee(trace.summary().agent()))
                        .orElseThrow(() -> new KeelsonException(ErrorCode.TRACE_NOT_FOUND, "no trace " + id)));
    }

    /** Newest first. */
    public Future<Page<TraceSummary>> search(Principal by, Search search, PageRequest page) {
        by.require(Permission.TRACE_READ);
        var filter = new TraceFilter(
                by.agents(),
                search.agent(),
                search.version(),
                search.alias(),
                search.status(),
                search.from(),
                search.to());
        return traces.search(filter, page);
    }
}

package dev.keelson.core.schemachange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the inputs in the traces of an alias's last 200 executions against other schemas. */
public final class RecordedInputs implements RecordedTraffic {
    private static final int LAST = PageRequest.MAX_LIMIT;

    private final Vertx vertx;
    private final TraceRepository traces;

    public RecordedInputs(Vertx vertx, TraceRepository traces) {
        this.vertx = vertx;
        this.traces = traces;
    }

    @Override
    public Future<RefusedInputs> refusedBy(List<JsonNode> inputSchemas, String agent, String alias) {
        var filter = new TraceFilter(Set.of(), agent, null, alias, null, null, null);
        return traces.search(filter, PageRequest.first(LAST))
                .compose(page -> Future.all(page.items().stream()
                        .filter(RecordedInputs::wasAccepted)
                        .map(summary -> traces.find(summary.id()))
                        .toList()))
                .map(CompositeFuture::<Optional<Trace>>list)
                .compose(found -> vertx.executeBlocking(() -> judge(inputSchemas, found), false));
    }

    /** An input that was refused before is no one's working call. */
    private static boolean wasAccepted(TraceSummary summary) {
        return !ErrorCode.INPUT_INVALID.id().equals(summary.errorCode());
    }

    private static RefusedInputs judge(List<JsonNode> inputSchemas, List<Optional<Trace>> found) {
        List<CompiledSchema> schemas =
                inputSchemas.stream().map(CompiledSchema::of).toList();
        List<Trace> inspected = found.stream().flatMap(Optional::stream).toList();
        long refused = inspected.stream()
                .filter(trace -> schemas.stream()
                        .anyMatch(schema -> !schema.validate(trace.input()).isEmpty()))
                .count();
        return new RefusedInputs(inspected.size(), (int) refused);
    }
}

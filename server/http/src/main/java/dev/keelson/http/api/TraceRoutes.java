package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;

import dev.keelson.core.access.Permission;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.Query;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Traces of executions. */
public final class TraceRoutes implements Routes {
    private static final Map<String, TraceSummary.Status> STATUSES = Arrays.stream(TraceSummary.Status.values())
            .collect(Collectors.toUnmodifiableMap(TraceSummary.Status::id, Function.identity()));

    private final TraceQueries queries;

    public TraceRoutes(TraceQueries queries) {
        this.queries = queries;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.TRACE_READ, GET, "/v1/traces", this::search);
        registry.secured(Permission.TRACE_READ, GET, "/v1/traces/{id}", this::get);
    }

    private Future<Answer> search(ApiRequest request) {
        Query query = request.query("agent", "version", "alias", "status", "from", "to", "limit", "cursor");
        var search = new TraceQueries.Search(
                query.text("agent"),
                query.integer("version"),
                query.text("alias"),
                query.choice("status", STATUSES),
                query.instant("from"),
                query.instant("to"));
        return queries.search(request.principal(), search, query.page())
                .map(page -> Answer.json(200, PageJson.of(page, TraceJson::summary)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.trace(request.principal(), request.path("id"))
                .map(trace -> Answer.json(200, TraceJson.trace(trace)));
    }
}

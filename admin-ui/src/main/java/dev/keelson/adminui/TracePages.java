package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The search for traces, and one trace on a time axis. */
final class TracePages {
    private static final String JSON = ".json";

    private final TraceQueries traces;
    private final Pages pages;

    TracePages(TraceQueries traces, Pages pages) {
        this.traces = traces;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.TRACE_READ, "/admin/traces", this::search);
        routes.page(Permission.TRACE_READ, "/admin/traces/{id}", this::trace);
    }

    private Future<Answer> search(Visit visit) {
        TraceSearch search = TraceSearch.of(visit.request());
        return Future.succeededFuture(search)
                .compose(each -> traces.search(
                        visit.by(), each.toSearch(), new PageRequest(PageRequest.DEFAULT_LIMIT, each.cursor())))
                .compose(page -> {
                    Map<String, Object> model = Shown.page("traces", page);
                    model.put("search", search);
                    return pages.page(visit, "traces", model);
                })
                .recover(Pages.recover(failure -> pages.refused(
                        visit, "traces", failure, Map.of("search", search, "next", "", "traces", List.of()))));
    }

    private Future<Answer> trace(Visit visit) {
        String id = visit.request().path("id");
        if (id.endsWith(JSON)) {
            return traces.trace(visit.by(), id.substring(0, id.length() - JSON.length()))
                    .map(trace -> Answer.json(200, trace));
        }
        return traces.trace(visit.by(), id).compose(trace -> pages.page(visit, "trace", () -> model(trace)));
    }

    private static Map<String, Object> model(Trace trace) {
        return Map.of("trace", trace, "waterfall", Waterfall.of(trace), "steps", RouteStep.of(trace));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;

import dev.keelson.core.access.Permission;
import dev.keelson.core.audit.AuditFilter;
import dev.keelson.core.audit.AuditJson;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.Query;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.util.Objects;

/** Who changed what, and whether the record of it is whole. */
public final class AuditRoutes implements Routes {
    private final AuditQueries queries;

    public AuditRoutes(AuditQueries queries) {
        this.queries = queries;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AUDIT_READ, GET, "/v1/audit", this::list);
        registry.secured(Permission.AUDIT_READ, GET, "/v1/audit/verification", this::verify);
    }

    private Future<Answer> list(ApiRequest request) {
        Query query = request.query("actor", "action", "target", "limit", "cursor");
        var filter = new AuditFilter(query.text("actor"), query.text("action"), query.text("target"));
        return queries.entries(request.principal(), filter, query.page())
                .map(page -> Answer.json(200, PageJson.of(page, AuditJson::entry)));
    }

    private Future<Answer> verify(ApiRequest request) {
        Query query = request.query("from", "to");
        long from = Objects.requireNonNullElse(query.whole("from"), 1L);
        return queries.verify(request.principal(), from, query.whole("to"))
                .map(verification -> Answer.json(200, VerificationJson.of(verification)));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.RateLimit;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.EntityTags;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Rate limits by requests and tokens per minute. */
public final class RateLimitRoutes implements Routes {
    private static final ApiDescription.BodySchema CREATE = ApiDescription.BodySchema.named("RateLimitCreate");
    private static final ApiDescription.BodySchema CHANGE = ApiDescription.BodySchema.named("RateLimitChange");
    private static final String ONE = "/v1/rate-limits/{name}";

    private final BudgetQueries queries;
    private final EditRateLimitUseCase edit;
    private final BodyPolicy body;

    public RateLimitRoutes(BudgetQueries queries, EditRateLimitUseCase edit, HttpConfig config) {
        this.queries = queries;
        this.edit = edit;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.USAGE_READ, GET, "/v1/rate-limits", this::list);
        registry.secured(Permission.BUDGET_MANAGE, POST, "/v1/rate-limits", RouteHandler.reading(body, this::create));
        registry.secured(Permission.USAGE_READ, GET, ONE, this::get);
        registry.secured(Permission.BUDGET_MANAGE, PUT, ONE, RouteHandler.reading(body, this::change));
        registry.secured(Permission.BUDGET_MANAGE, DELETE, ONE, this::delete);
    }

    private Future<Answer> list(ApiRequest request) {
        request.requireNoQuery();
        return queries.rateLimits(request.principal())
                .map(limits -> Answer.json(200, PageJson.all(limits, RateLimitJson::limit)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.rateLimit(request.principal(), request.path("name")).map(limit -> answer(200, limit));
    }

    private Future<Answer> create(ApiRequest request) {
        JsonNode given = CREATE.read(request);
        return edit.create(RateLimitJson.toInput(
                        request.principal(), given.get("name").textValue(), given))
                .map(limit -> answer(201, limit).with(HttpHeaders.LOCATION, "/v1/rate-limits/" + limit.name()));
    }

    private Future<Answer> change(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        JsonNode given = CHANGE.read(request);
        return edit.change(revision, RateLimitJson.toInput(request.principal(), request.path("name"), given))
                .map(limit -> answer(200, limit));
    }

    private Future<Answer> delete(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        return edit.delete(request.principal(), request.path("name"), revision)
                .map(done -> Answer.empty(204, List.of()));
    }

    private static Answer answer(int status, RateLimit limit) {
        return Answer.json(status, RateLimitJson.limit(limit)).with(HttpHeaders.ETAG, EntityTags.of(limit.revision()));
    }
}

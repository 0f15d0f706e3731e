package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;

/** API keys, and the caller itself. */
public final class AccessRoutes implements Routes {
    private static final ApiDescription.BodySchema ISSUE = ApiDescription.BodySchema.named("KeyIssue");

    private final IssueApiKeyUseCase issue;
    private final RevokeApiKeyUseCase revoke;
    private final ApiKeyQueries queries;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(IssueApiKeyUseCase issue, RevokeApiKeyUseCase revoke, ApiKeyQueries queries) {}

    public AccessRoutes(UseCases useCases, HttpConfig config) {
        issue = useCases.issue();
        revoke = useCases.revoke();
        queries = useCases.queries();
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.anyPrincipal("shows a caller what its own key may do", GET, "/v1/me", AccessRoutes::me);
        registry.secured(Permission.API_KEY_MANAGE, GET, "/v1/keys", this::list);
        registry.secured(Permission.API_KEY_MANAGE, POST, "/v1/keys", RouteHandler.reading(body, this::issue));
        registry.secured(Permission.API_KEY_MANAGE, DELETE, "/v1/keys/{id}", this::revoke);
    }

    private static Future<Answer> me(ApiRequest request) {
        return Future.succeededFuture(Answer.json(200, AccessJson.principal(request.principal())));
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.keys(
                        request.principal(), request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, AccessJson::key)));
    }

    private Future<Answer> issue(ApiRequest request) {
        return issue.execute(AccessJson.toIssue(ISSUE.read(request), request.principal()))
                .map(issued -> Answer.json(201, AccessJson.issued(issued))
                        .with(HttpHeaders.LOCATION, "/v1/keys/" + issued.key().id()));
    }

    private Future<Answer> revoke(ApiRequest request) {
        return revoke.execute(new RevokeApiKeyUseCase.Input(request.principal(), request.path("id")))
                .map(key -> Answer.json(200, AccessJson.key(key)));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.aliaspolicy.AliasPolicyQueries;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
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
import org.jspecify.annotations.Nullable;

/** Policies of aliases: who may move them, when, with whose approval, and what callers are told. */
public final class AliasPolicyRoutes implements Routes {
    private static final ApiDescription.BodySchema PUT_BODY = ApiDescription.BodySchema.named("AliasPolicyPut");
    private static final String ONE = "/v1/agents/{agent}/aliases/{alias}/policy";

    private final AliasPolicyQueries queries;
    private final EditAliasPolicyUseCase edit;
    private final BodyPolicy body;

    public AliasPolicyRoutes(AliasPolicyQueries queries, EditAliasPolicyUseCase edit, HttpConfig config) {
        this.queries = queries;
        this.edit = edit;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, ONE, this::get);
        registry.secured(Permission.ALIAS_POLICY_EDIT, PUT, ONE, RouteHandler.reading(body, this::put));
        registry.secured(Permission.ALIAS_POLICY_EDIT, DELETE, ONE, this::reset);
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.policy(request.principal(), request.path("agent"), request.path("alias"))
                .map(AliasPolicyRoutes::answer);
    }

    private Future<Answer> put(ApiRequest request) {
        var target = target(request, EntityTags.expected(request));
        return edit.put(target, AliasPolicyJson.toTerms(PUT_BODY.read(request))).map(AliasPolicyRoutes::answer);
    }

    private Future<Answer> reset(ApiRequest request) {
        return edit.reset(target(request, EntityTags.ifMatch(request))).map(AliasPolicyRoutes::answer);
    }

    private static EditAliasPolicyUseCase.Target target(ApiRequest request, @Nullable Integer revision) {
        if (revision == null) {
            throw new KeelsonException(ErrorCode.REVISION_REQUIRED, "header missing: If-Match");
        }
        return new EditAliasPolicyUseCase.Target(
                request.principal(), request.path("agent"), request.path("alias"), revision);
    }

    private static Answer answer(AliasPolicy policy) {
        return Answer.json(200, AliasPolicyJson.policy(policy))
                .with(HttpHeaders.ETAG, EntityTags.of(policy.revision()));
    }
}

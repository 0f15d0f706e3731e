package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
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

/** Aliases of an agent: what they serve, how they came to it, and moving them. */
public final class AliasRoutes implements Routes {
    private static final ApiDescription.BodySchema REMAP = ApiDescription.BodySchema.named("AliasRemap");
    private static final ApiDescription.BodySchema ROLL_BACK = ApiDescription.BodySchema.named("AliasRollback");

    private final RemapAliasUseCase remap;
    private final RollBackAliasUseCase rollBack;
    private final AgentQueries queries;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(RemapAliasUseCase remap, RollBackAliasUseCase rollBack, AgentQueries queries) {}

    public AliasRoutes(UseCases useCases, HttpConfig config) {
        remap = useCases.remap();
        rollBack = useCases.rollBack();
        queries = useCases.queries();
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/aliases", this::list);
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/aliases/{alias}", this::get);
        registry.secured(
                Permission.ALIAS_MOVE,
                PUT,
                "/v1/agents/{agent}/aliases/{alias}",
                RouteHandler.reading(body, this::remap));
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/aliases/{alias}/history", this::history);
        registry.secured(
                Permission.ALIAS_MOVE,
                POST,
                "/v1/agents/{agent}/aliases/{alias}/rollback",
                RouteHandler.reading(body.orNone(), this::rollBack));
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.aliases(request.principal(), request.path("agent"))
                .map(aliases -> Answer.json(200, PageJson.all(aliases, AliasJson::alias)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.alias(request.principal(), request.path("agent"), request.path("alias"))
                .map(alias -> answer(200, alias));
    }

    private Future<Answer> history(ApiRequest request) {
        return queries.aliasHistory(
                        request.principal(),
                        request.path("agent"),
                        request.path("alias"),
                        request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, AliasJson::alias)));
    }

    private Future<Answer> remap(ApiRequest request) {
        var moved = moved(request, EntityTags.expected(request));
        JsonNode given = REMAP.read(request);
        return remap.execute(AliasJson.toRemap(given, moved))
                .map(alias -> answer(alias.action() == Alias.Action.CREATE ? 201 : 200, alias));
    }

    private Future<Answer> rollBack(ApiRequest request) {
        var moved = moved(request, EntityTags.ifMatch(request));
        return rollBack.execute(AliasJson.toRollBack(ROLL_BACK.read(request), moved))
                .map(alias -> answer(200, alias));
    }

    private static AliasJson.Moved moved(ApiRequest request, @Nullable Integer revision) {
        return new AliasJson.Moved(request.principal(), request.path("agent"), request.path("alias"), revision);
    }

    private static Answer answer(int status, Alias alias) {
        return Answer.json(status, AliasJson.alias(alias)).with(HttpHeaders.ETAG, EntityTags.of(alias.revision()));
    }
}

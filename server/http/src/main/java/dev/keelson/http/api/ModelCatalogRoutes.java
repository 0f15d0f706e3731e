package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.keelson.core.access.Permission;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.ModelCatalogQueries;
import dev.keelson.core.routing.ReplaceModelCatalogUseCase;
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

/** The model catalogue in force, and the operator's own entries over it. */
public final class ModelCatalogRoutes implements Routes {
    private static final String PATH = "/v1/model-catalog";
    private static final ApiDescription.BodySchema REPLACE = ApiDescription.BodySchema.named("ModelCatalogReplace");

    private final ModelCatalogQueries queries;
    private final ReplaceModelCatalogUseCase replace;
    private final BodyPolicy body;

    public ModelCatalogRoutes(ModelCatalogQueries queries, ReplaceModelCatalogUseCase replace, HttpConfig config) {
        this.queries = queries;
        this.replace = replace;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.PLUGIN_READ, GET, PATH, this::get);
        registry.secured(Permission.PROVIDER_MANAGE, PUT, PATH, RouteHandler.reading(body, this::replace));
        registry.secured(Permission.PROVIDER_MANAGE, DELETE, PATH, this::drop);
    }

    private Future<Answer> get(ApiRequest request) {
        request.requireNoQuery();
        return queries.state(request.principal()).map(ModelCatalogRoutes::answer);
    }

    private Future<Answer> replace(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        var input = new ReplaceModelCatalogUseCase.Input(request.principal(), revision, REPLACE.read(request));
        return replace.execute(input).map(ModelCatalogRoutes::answer);
    }

    private Future<Answer> drop(ApiRequest request) {
        request.requireNoQuery();
        int revision = EntityTags.requireIfMatch(request);
        return replace.execute(new ReplaceModelCatalogUseCase.Input(request.principal(), revision, null))
                .map(ModelCatalogRoutes::answer);
    }

    private static Answer answer(CatalogUpdates.State state) {
        return Answer.json(200, ModelCatalogJson.of(state))
                .with(HttpHeaders.ETAG, EntityTags.of(state.stored().revision()));
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.providerconfig.CheckProviderUseCase;
import dev.keelson.core.providerconfig.DeleteProviderUseCase;
import dev.keelson.core.providerconfig.ProviderQueries;
import dev.keelson.core.providerconfig.ProviderView;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.core.providerconfig.StoredProvider;
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

/** The configured providers: how they stand, changing them, and asking them whether they work. */
public final class ProviderRoutes implements Routes {
    private static final ApiDescription.BodySchema PUT_BODY = ApiDescription.BodySchema.named("ProviderPut");

    private final PutProviderUseCase put;
    private final DeleteProviderUseCase delete;
    private final CheckProviderUseCase check;
    private final ProviderQueries queries;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(
            PutProviderUseCase put,
            DeleteProviderUseCase delete,
            CheckProviderUseCase check,
            ProviderQueries queries) {}

    public ProviderRoutes(UseCases useCases, HttpConfig config) {
        put = useCases.put();
        delete = useCases.delete();
        check = useCases.check();
        queries = useCases.queries();
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.PLUGIN_READ, GET, "/v1/providers", this::list);
        registry.secured(Permission.PLUGIN_READ, GET, "/v1/providers/{name}", this::get);
        registry.secured(
                Permission.PROVIDER_MANAGE, PUT, "/v1/providers/{name}", RouteHandler.reading(body, this::put));
        registry.secured(Permission.PROVIDER_MANAGE, DELETE, "/v1/providers/{name}", this::delete);
        registry.secured(Permission.PROVIDER_MANAGE, POST, "/v1/providers/{name}/check", this::check);
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.list(request.principal())
                .map(views -> Answer.json(200, PageJson.all(views, ProviderJson::provider)));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.get(request.principal(), request.path("name")).map(view -> answer(200, view));
    }

    private Future<Answer> put(ApiRequest request) {
        Integer expected = EntityTags.expected(request);
        JsonNode given = PUT_BODY.read(request);
        return put.execute(ProviderJson.toPut(given, request.principal(), request.path("name"), expected))
                .compose(stored -> shown(request, stored));
    }

    private Future<Answer> shown(ApiRequest request, StoredProvider stored) {
        return queries.get(request.principal(), stored.name())
                .map(view -> answer(stored.revision() == 1 ? 201 : 200, view));
    }

    private Future<Answer> delete(ApiRequest request) {
        return delete.execute(new DeleteProviderUseCase.Input(
                        request.principal(), request.path("name"), EntityTags.ifMatch(request)))
                .map(deleted -> Answer.empty(204, List.of()));
    }

    private Future<Answer> check(ApiRequest request) {
        return check.execute(new CheckProviderUseCase.Input(request.principal(), request.path("name")))
                .map(found -> Answer.json(200, ProviderJson.check(found)));
    }

    private static Answer answer(int status, ProviderView view) {
        return Answer.json(status, ProviderJson.provider(view)).with(HttpHeaders.ETAG, EntityTags.of(view.revision()));
    }
}

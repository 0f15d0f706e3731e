package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.keelson.core.access.Permission;
import dev.keelson.core.consumer.ConsumerQueries;
import dev.keelson.core.consumer.DeclareConsumerUseCase;
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

/** Who calls an agent: what was seen and what was declared. */
public final class ConsumerRoutes implements Routes {
    private static final ApiDescription.BodySchema DECLARE = ApiDescription.BodySchema.named("ConsumerDeclare");
    private static final String OWN = "a key may read and declare what concerns itself; others need a right";
    private static final String CONSUMER = "/v1/agents/{agent}/consumers/{id}";

    private final ConsumerQueries queries;
    private final DeclareConsumerUseCase declare;
    private final BodyPolicy body;

    public ConsumerRoutes(ConsumerQueries queries, DeclareConsumerUseCase declare, HttpConfig config) {
        this.queries = queries;
        this.declare = declare;
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/consumers", this::list);
        registry.anyPrincipal(OWN, GET, CONSUMER, this::get);
        registry.anyPrincipal(OWN, PUT, CONSUMER, RouteHandler.reading(body, this::put));
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.consumers(
                        request.principal(),
                        request.path("agent"),
                        request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, ConsumerJson::consumer)));
    }

    private Future<Answer> get(ApiRequest request) {
        request.requireNoQuery();
        return queries.consumer(request.principal(), request.path("agent"), request.path("id"))
                .map(consumer -> Answer.json(200, ConsumerJson.consumer(consumer))
                        .with(HttpHeaders.ETAG, EntityTags.of(ConsumerJson.revision(consumer))));
    }

    private Future<Answer> put(ApiRequest request) {
        Integer revision = EntityTags.expected(request);
        if (revision == null) {
            throw new KeelsonException(ErrorCode.REVISION_REQUIRED, "header missing: If-Match");
        }
        return declare.execute(ConsumerJson.toDeclare(request, revision, DECLARE.read(request)))
                .map(declared -> Answer.json(200, ConsumerJson.declaration(declared))
                        .with(HttpHeaders.ETAG, EntityTags.of(declared.revision())));
    }
}

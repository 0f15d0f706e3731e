package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;

import dev.keelson.core.common.Json;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** What an orchestrator asks before it restarts the server or sends it requests, and the API's own description. */
public final class HealthRoutes implements Routes {
    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.open(
                "an orchestrator has no key; says nothing but that the process answers",
                GET,
                "/health/live",
                request -> Future.succeededFuture(Answer.json(200, Json.object().put("status", "live"))));
        registry.open("an orchestrator has no key; names parts, shows no content", GET, "/health/ready", this::ready);
        registry.open("the API's description is public knowledge", GET, "/v1/openapi.json", HealthRoutes::description);
    }

    private Future<Answer> ready(ApiRequest request) {
        return readiness.now().map(parts -> {
            boolean ready = parts.stream().allMatch(part -> part.ready() || !part.vital());
            Answer answer = Answer.json(ready ? 200 : 503, HealthJson.readiness(ready, parts));
            return ready ? answer : answer.with(HttpHeaders.RETRY_AFTER, "1");
        });
    }

    private static Future<Answer> description(ApiRequest request) {
        return Future.succeededFuture(Answer.bytes(200, "application/json", ApiDescription.bytes(), List.of()));
    }
}

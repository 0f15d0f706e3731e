package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What a change of a contract does to callers, told before anything is published. */
public final class ContractRoutes implements Routes {
    private static final ApiDescription.BodySchema COMPARE =
            ApiDescription.BodySchema.named("ContractComparisonRequest");
    private static final int MAX_BYTES = 512 << 10;
    /** Comparisons that compute at a time; more are told to come back. */
    private static final int AT_A_TIME = 4;

    private final ContractComparator comparator;
    private final BodyPolicy body;
    private final Semaphore running = new Semaphore(AT_A_TIME);

    public ContractRoutes(ContractComparator comparator, HttpConfig config) {
        this.comparator = comparator;
        BodyPolicy usual = config.managementBody();
        body = BodyPolicy.json(Math.min(usual.limit(), MAX_BYTES), usual.deadline());
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(
                Permission.AGENT_READ, POST, "/v1/contracts/compare", RouteHandler.reading(body, this::compare));
    }

    private Future<Answer> compare(ApiRequest request) {
        JsonNode given = COMPARE.read(request);
        if (!running.tryAcquire()) {
            throw new KeelsonException(ErrorCode.OVERLOADED, AT_A_TIME + " comparisons are running already")
                    .withRetryAfter(Duration.ofSeconds(1));
        }
        return request.vertx().executeBlocking(() -> answer(given), false).onComplete(done -> running.release());
    }

    private Answer answer(JsonNode given) {
        ContractJson.requireSchemas(given);
        return Answer.json(
                200,
                ContractJson.comparison(comparator.compare(
                        ContractJson.toContract(given.path("old")), ContractJson.toContract(given.path("new")))));
    }
}

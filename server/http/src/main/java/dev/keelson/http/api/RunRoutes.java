package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.POST;

import dev.keelson.core.access.Permission;
import dev.keelson.core.contract.ContractGuard;
import dev.keelson.core.contract.FieldSelection;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.CallerNeeds;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.http.Accepted;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.EventStream;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Runs agents: the body is the input, the answer is the output. */
public final class RunRoutes implements Routes {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final List<String> OFFERED = List.of(JSON, EVENTS);
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    private static final CharSequence STICKY_KEY = HttpHeaders.createOptimized("Keelson-Sticky-Key");

    private final ExecuteAgentUseCase execute;
    private final HttpConfig config;

    public RunRoutes(ExecuteAgentUseCase execute, HttpConfig config) {
        this.execute = execute;
        this.config = config;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(
                Permission.AGENT_RUN, POST, "/v1/agents/{ref}/run", RouteHandler.reading(config.runBody(), this::run));
    }

    private Future<Answer> run(ApiRequest request) {
        if (wantsEvents(request)) {
            return stream(request);
        }
        return execute.execute(input(request, ExecutionListener.NONE))
                .map(result -> Answer.json(200, result.output(), RunJson.headers(result)));
    }

    private Future<Answer> stream(ApiRequest request) {
        EventStream stream = EventStream.of(request, config);
        var events = new RunEvents(stream, request.id(), request.request().query() == null);
        return Future.succeededFuture(request)
                .compose(each -> execute.execute(input(each, events)))
                .compose(events::succeed, events::fail);
    }

    private static ExecuteAgentUseCase.Input input(ApiRequest request, ExecutionListener listener) {
        return new ExecuteAgentUseCase.Input(
                request.principal(),
                request.path("ref"),
                request.json(),
                request.token(STICKY_KEY),
                request.token(IDEMPOTENCY_KEY),
                listener,
                needs(request));
    }

    /** Fails with {@link ErrorCode#MALFORMED_REQUEST} or {@link ErrorCode#REQUEST_INVALID}. */
    private static CallerNeeds needs(ApiRequest request) {
        String fields = request.query("fields").text("fields");
        String contract = request.token(RunJson.CONTRACT);
        if (fields == null && contract == null) {
            return CallerNeeds.NONE;
        }
        return new CallerNeeds(
                contract == null ? null : ContractGuard.parse(contract).orElseThrow(RunRoutes::noContract),
                fields == null ? null : FieldSelection.parse(fields));
    }

    private static KeelsonException noContract() {
        return new KeelsonException(
                ErrorCode.MALFORMED_REQUEST,
                "Keelson-Contract: does not fit (expected: major or major.minor, such as 2.1)");
    }

    /** Fails with {@link ErrorCode#NOT_ACCEPTABLE} if the caller takes neither JSON nor events. */
    private static boolean wantsEvents(ApiRequest request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals("*/*") || accept.equals(JSON)) {
            return false;
        }
        String best = Accepted.best(accept, OFFERED);
        if (best == null) {
            throw new KeelsonException(
                    ErrorCode.NOT_ACCEPTABLE,
                    "no accepted content type is available (available: " + String.join(", ", OFFERED) + ")");
        }
        return best.equals(EVENTS);
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.compilation.CancelCompilationUseCase;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.CompilationKey;
import dev.keelson.core.compilation.CompilationQueries;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.RerunProcessUseCase;
import dev.keelson.core.compilation.StartCompilationUseCase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Accepted;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compilations of an agent's draft: starting, following, cancelling, and running one process again. */
public final class CompilationRoutes implements Routes {
    private static final String ALL = "/v1/agents/{agent}/compilations";
    private static final String ONE = ALL + "/{id}";
    private static final String PROCESS = ONE + "/processes/{process}";
    private static final String EVENTS = "text/event-stream";
    private static final List<String> OFFERED = List.of("application/json", EVENTS);
    private static final ApiDescription.BodySchema START = ApiDescription.BodySchema.named("CompilationStart");
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
    private static final Map<String, ProcessName> PROCESSES = Arrays.stream(ProcessName.values())
            .collect(Collectors.toUnmodifiableMap(ProcessName::id, Function.identity()));

    private final UseCases useCases;
    private final HttpConfig config;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(
            StartCompilationUseCase start,
            CancelCompilationUseCase cancel,
            RerunProcessUseCase rerun,
            CompilationQueries queries) {}

    public CompilationRoutes(UseCases useCases, HttpConfig config) {
        this.useCases = useCases;
        this.config = config;
        body = config.managementBody().orNone();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, ALL, this::list);
        registry.secured(Permission.DRAFT_EDIT, POST, ALL, RouteHandler.reading(body, this::start));
        registry.secured(Permission.AGENT_READ, GET, ONE, this::get);
        registry.secured(Permission.DRAFT_EDIT, DELETE, ONE, this::cancel);
        registry.secured(Permission.AGENT_READ, GET, PROCESS, this::process);
        registry.secured(Permission.DRAFT_EDIT, POST, PROCESS + "/rerun", this::rerun);
    }

    private Future<Answer> list(ApiRequest request) {
        return useCases.queries()
                .list(
                        request.principal(),
                        request.path("agent"),
                        request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, CompilationJson::summary)));
    }

    private Future<Answer> start(ApiRequest request) {
        JsonNode given = START.read(request);
        var input = new StartCompilationUseCase.Input(
                request.principal(),
                request.path("agent"),
                given.path("schemaChange").asBoolean(false));
        return useCases.start()
                .execute(input)
                .map(started -> answer(started.isNew() ? 202 : 200, started.compilation())
                        .with(HttpHeaders.LOCATION, CompilationJson.path(started.compilation())));
    }

    private Future<Answer> get(ApiRequest request) {
        if (wantsEvents(request)) {
            return stream(request);
        }
        Boolean results = request.query("results").choice("results", YES_OR_NO);
        return find(request).compose(found -> Boolean.TRUE.equals(results) ? withResults(found) : plain(found));
    }

    private Future<Answer> stream(ApiRequest request) {
        request.requireNoQuery();
        return CompilationEvents.follow(request, config, () -> find(request));
    }

    private Future<Compilation> find(ApiRequest request) {
        return useCases.queries().get(request.principal(), key(request));
    }

    private Future<Answer> withResults(Compilation compilation) {
        return useCases.queries()
                .results(compilation)
                .map(results -> Answer.json(200, CompilationJson.compilation(compilation, results))
                        .with(HttpHeaders.ETAG, EntityTags.of(compilation.revision())));
    }

    private static Future<Answer> plain(Compilation compilation) {
        return Future.succeededFuture(answer(200, compilation));
    }

    private Future<Answer> cancel(ApiRequest request) {
        request.requireNoQuery();
        return useCases.cancel().execute(request.principal(), key(request)).map(ended -> answer(200, ended));
    }

    private Future<Answer> process(ApiRequest request) {
        request.requireNoQuery();
        ProcessName name = processName(request);
        return find(request).compose(found -> processOf(found, name));
    }

    private Future<Answer> processOf(Compilation compilation, ProcessName name) {
        var record = compilation.processes().get(name);
        if (record == null) {
            throw noProcess(name.id());
        }
        return useCases.queries()
                .result(compilation, name)
                .map(result -> Answer.json(200, CompilationJson.process(record, result))
                        .with(HttpHeaders.ETAG, EntityTags.of(compilation.revision())));
    }

    private Future<Answer> rerun(ApiRequest request) {
        request.requireNoQuery();
        var input = new RerunProcessUseCase.Input(request.principal(), key(request), processName(request));
        return useCases.rerun().execute(input).map(started -> answer(202, started));
    }

    private static CompilationKey key(ApiRequest request) {
        return new CompilationKey(request.path("agent"), request.path("id"));
    }

    private static ProcessName processName(ApiRequest request) {
        String id = request.path("process");
        return Optional.ofNullable(PROCESSES.get(id)).orElseThrow(() -> noProcess(id));
    }

    private static KeelsonException noProcess(String id) {
        return new KeelsonException(ErrorCode.COMPILATION_NOT_FOUND, "the compilation has no process " + id);
    }

    private static Answer answer(int status, Compilation compilation) {
        return Answer.json(status, CompilationJson.compilation(compilation, Map.of()))
                .with(HttpHeaders.ETAG, EntityTags.of(compilation.revision()));
    }

    private static boolean wantsEvents(ApiRequest request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && EVENTS.equals(Objects.requireNonNullElse(Accepted.best(accept, OFFERED), ""));
    }
}

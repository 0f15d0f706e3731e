package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.VersionDiff;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
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
import java.util.List;
import java.util.regex.Pattern;

/** Published versions of an agent. */
public final class VersionRoutes implements Routes {
    private static final ApiDescription.BodySchema PUBLISH = ApiDescription.BodySchema.named("VersionPublish");
    private static final String JSON = "application/json";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final PublishVersionUseCase publish;
    private final AgentQueries queries;
    private final BodyPolicy body;

    public VersionRoutes(PublishVersionUseCase publish, AgentQueries queries, HttpConfig config) {
        this.publish = publish;
        this.queries = queries;
        body = config.managementBody().orNone();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/versions", this::list);
        registry.secured(
                Permission.VERSION_PUBLISH,
                POST,
                "/v1/agents/{agent}/versions",
                RouteHandler.reading(body, this::publish));
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/versions/{number}", this::get);
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/versions/{number}/diff/{base}", this::diff);
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.versions(
                        request.principal(),
                        request.path("agent"),
                        request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, VersionJson::summary)));
    }

    private Future<Answer> publish(ApiRequest request) {
        Integer revision = EntityTags.ifMatch(request);
        var input = new PublishVersionUseCase.Input(
                request.principal(),
                request.path("agent"),
                revision == null ? null : Long.valueOf(revision),
                PUBLISH.read(request).path("note").asText(""));
        return publish.execute(input).map(VersionRoutes::published);
    }

    private static Answer published(PublishVersionUseCase.Output output) {
        return Answer.json(output.created() ? 201 : 200, VersionJson.version(output.version()))
                .with(
                        HttpHeaders.LOCATION,
                        "/v1/agents/" + output.version().agent() + "/versions/"
                                + output.version().number());
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.version(request.principal(), request.path("agent"), number(request, "number"))
                .map(version -> unchanging(request, VersionJson.version(version)));
    }

    private Future<Answer> diff(ApiRequest request) {
        String agent = request.path("agent");
        Future<AgentVersion> version = queries.version(request.principal(), agent, number(request, "number"));
        Future<AgentVersion> base = queries.version(request.principal(), agent, number(request, "base"));
        return Future.all(version, base)
                .compose(both ->
                        request.vertx().executeBlocking(() -> VersionDiff.between(base.result(), version.result())))
                .map(diff -> unchanging(request, VersionJson.diff(diff)));
    }

    /** Versions never change, so a caller need not load one twice; the tag is of the text, whose form may grow. */
    private static Answer unchanging(ApiRequest request, JsonNode json) {
        byte[] body = Json.bytes(json);
        return EntityTags.answer(
                request, EntityTags.ofDigest(Sha256.of(body)), Answer.bytes(200, JSON, body, List.of()));
    }

    private static int number(ApiRequest request, String parameter) {
        String text = request.path(parameter);
        if (!NUMBER.matcher(text).matches()) {
            throw new KeelsonException(ErrorCode.VERSION_NOT_FOUND, "a version is a whole number from 1");
        }
        return Integer.parseInt(text);
    }
}

package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.bundle.ExportAgentUseCase;
import dev.keelson.core.bundle.ImportAgentUseCase;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;

/** Taking agents out and bringing them in. */
public final class BundleRoutes implements Routes {
    private static final ApiDescription.BodySchema IMPORT = ApiDescription.BodySchema.named("AgentImport");

    private final ExportAgentUseCase export;
    private final ImportAgentUseCase bringIn;
    private final AgentSettingsReader settings;
    private final BodyPolicy body;

    public BundleRoutes(
            ExportAgentUseCase export, ImportAgentUseCase bringIn, AgentSettingsReader settings, HttpConfig config) {
        this.export = export;
        this.bringIn = bringIn;
        this.settings = settings;
        body = config.bundleBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/export", this::export);
        registry.secured(
                Permission.AGENT_IMPORT, POST, "/v1/agents/{agent}/import", RouteHandler.reading(body, this::bringIn));
    }

    private Future<Answer> export(ApiRequest request) {
        return export.execute(request.principal(), request.path("agent"))
                .compose(bundle ->
                        request.vertx().executeBlocking(() -> Answer.json(200, BundleJson.bundle(bundle)), false));
    }

    private Future<Answer> bringIn(ApiRequest request) {
        String agent = request.path("agent");
        return request.vertx()
                .executeBlocking(() -> toImport(IMPORT.read(request), request, agent), false)
                .compose(input -> bringIn.execute(input)
                        .map(steps -> Answer.json(200, BundleJson.outcome(steps, input.dryRun()))));
    }

    private ImportAgentUseCase.Input toImport(JsonNode given, ApiRequest request, String agent) {
        return new ImportAgentUseCase.Input(
                request.principal(),
                BundleJson.toBundle(given.get("bundle"), agent, settings),
                given.path("dryRun").booleanValue(),
                given.path("reason").asText(""));
    }
}

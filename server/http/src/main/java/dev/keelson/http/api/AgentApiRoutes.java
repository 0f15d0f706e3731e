package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;

import dev.keelson.core.agentapi.AgentApiQueries;
import dev.keelson.core.agentapi.ApiDocument;
import dev.keelson.core.agentapi.ClientLanguage;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.EntityTags;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What callers of an agent build on: its OpenAPI description, its MCP tool and generated clients. */
public final class AgentApiRoutes implements Routes {
    private static final String WHO =
            "whoever may run or read an agent may read its contract: every role has one of both rights";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final AgentApiQueries queries;

    public AgentApiRoutes(AgentApiQueries queries) {
        this.queries = queries;
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.anyPrincipal(WHO, GET, "/v1/agents/{ref}/openapi.json", this::openApi);
        registry.anyPrincipal(WHO, GET, "/v1/agents/{ref}/mcp-tool.json", this::mcpTool);
        registry.anyPrincipal(WHO, GET, "/v1/agents/{ref}/clients/{language}", this::client);
    }

    private Future<Answer> openApi(ApiRequest request) {
        request.requireNoQuery();
        return queries.openApi(request.principal(), request.path("ref"))
                .map(document -> answer(request, document, JSON));
    }

    private Future<Answer> mcpTool(ApiRequest request) {
        request.requireNoQuery();
        return queries.mcpTool(request.principal(), request.path("ref"))
                .map(document -> answer(request, document, JSON));
    }

    private Future<Answer> client(ApiRequest request) {
        request.requireNoQuery();
        ClientLanguage language = ClientLanguage.of(request.path("language")).orElseThrow(AgentApiRoutes::noClient);
        return queries.client(request.principal(), request.path("ref"), language)
                .map(document -> answer(request, document, TEXT));
    }

    private static KeelsonException noClient() {
        List<String> known = List.of(ClientLanguage.values()).stream()
                .map(ClientLanguage::id)
                .toList();
        return new KeelsonException(
                ErrorCode.ROUTE_NOT_FOUND, "no client in that language (available: " + String.join(", ", known) + ")");
    }

    private static Answer answer(ApiRequest request, ApiDocument document, String type) {
        byte[] body = document.text().getBytes(StandardCharsets.UTF_8);
        return EntityTags.answer(
                        request, EntityTags.ofDigest(document.digest()), Answer.bytes(200, type, body, List.of()))
                .with(RunJson.VERSION, Integer.toString(document.version()))
                .with(RunJson.CONTRACT, document.contractVersion());
    }
}

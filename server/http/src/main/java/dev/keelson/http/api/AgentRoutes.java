package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.common.Json;
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

/** Agents and their drafts. */
public final class AgentRoutes implements Routes {
    private static final ApiDescription.BodySchema CREATE = ApiDescription.BodySchema.named("AgentCreate");
    private static final ApiDescription.BodySchema EDIT = ApiDescription.BodySchema.named("DraftEdit");

    private final CreateAgentUseCase create;
    private final EditDraftUseCase edit;
    private final AgentQueries queries;
    private final AgentSettingsReader settings;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(CreateAgentUseCase create, EditDraftUseCase edit, AgentQueries queries) {}

    public AgentRoutes(UseCases useCases, AgentSettingsReader settings, HttpConfig config) {
        this.create = useCases.create();
        this.edit = useCases.edit();
        this.queries = useCases.queries();
        this.settings = settings;
        body = config.managementBody().or(BodyPolicy.MARKDOWN);
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents", this::list);
        registry.secured(Permission.AGENT_CREATE, POST, "/v1/agents", RouteHandler.reading(body, this::create));
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}", this::get);
        registry.secured(Permission.AGENT_READ, GET, "/v1/agents/{agent}/draft", this::getDraft);
        registry.secured(
                Permission.DRAFT_EDIT, PUT, "/v1/agents/{agent}/draft", RouteHandler.reading(body, this::editDraft));
    }

    private Future<Answer> list(ApiRequest request) {
        return queries.agents(
                        request.principal(), request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, AgentJson::summary)));
    }

    private Future<Answer> create(ApiRequest request) {
        return create.execute(toCreate(request)).map(AgentRoutes::created);
    }

    private CreateAgentUseCase.Input toCreate(ApiRequest request) {
        if (request.isOfType(BodyPolicy.MARKDOWN)) {
            return new CreateAgentUseCase.Input(
                    request.principal(),
                    request.query("name").required("name"),
                    request.text(),
                    settings.read(Json.object()));
        }
        JsonNode given = CREATE.read(request);
        return AgentJson.toCreate(given, request.principal(), settings);
    }

    private static Answer created(Agent agent) {
        return Answer.json(201, AgentJson.agent(agent))
                .with(HttpHeaders.LOCATION, "/v1/agents/" + agent.name())
                .with(HttpHeaders.ETAG, EntityTags.of(agent.draft().revision()));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.agent(request.principal(), request.path("agent"))
                .map(agent -> Answer.json(200, AgentJson.agent(agent)));
    }

    private Future<Answer> getDraft(ApiRequest request) {
        return queries.agent(request.principal(), request.path("agent")).map(agent -> draft(agent.draft()));
    }

    private Future<Answer> editDraft(ApiRequest request) {
        return edit.execute(toEdit(request)).map(AgentRoutes::draft);
    }

    private EditDraftUseCase.Input toEdit(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        String agent = request.path("agent");
        if (request.isOfType(BodyPolicy.MARKDOWN)) {
            return new EditDraftUseCase.Input(request.principal(), agent, revision, request.text(), null);
        }
        var edited = new AgentJson.Edited(request.principal(), agent, revision);
        return AgentJson.toEdit(EDIT.read(request), edited, settings);
    }

    private static Answer draft(Draft draft) {
        return Answer.json(200, AgentJson.draft(draft)).with(HttpHeaders.ETAG, EntityTags.of(draft.revision()));
    }
}

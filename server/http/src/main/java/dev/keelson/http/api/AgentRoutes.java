package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.CompilationStarter;
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
import java.util.Optional;

/** Agents and their drafts. */
public final class AgentRoutes implements Routes {
    private static final ApiDescription.BodySchema CREATE = ApiDescription.BodySchema.named("AgentCreate");
    private static final ApiDescription.BodySchema EDIT = ApiDescription.BodySchema.named("DraftEdit");

    private final CreateAgentUseCase create;
    private final EditDraftUseCase edit;
    private final AgentQueries queries;
    private final CompilationStarter compilations;
    private final AgentSettingsReader settings;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(
            CreateAgentUseCase create, EditDraftUseCase edit, AgentQueries queries, CompilationStarter compilations) {}

    public AgentRoutes(UseCases useCases, AgentSettingsReader settings, HttpConfig config) {
        this.create = useCases.create();
        this.edit = useCases.edit();
        this.queries = useCases.queries();
        this.compilations = useCases.compilations();
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
        var draft = new DraftRequest(request, CREATE, "name", "compile");
        return create.execute(toCreate(draft)).compose(agent -> compiled(draft, agent.name(), created(agent)));
    }

    private CreateAgentUseCase.Input toCreate(DraftRequest draft) {
        ApiRequest request = draft.request();
        if (draft.isMarkdown()) {
            return new CreateAgentUseCase.Input(
                    request.principal(), draft.query().required("name"), request.text(), settings.read(Json.object()));
        }
        return AgentJson.toCreate(draft.body(), request.principal(), settings);
    }

    /** Starts a compilation in the background, unless the caller wants none, and says so in the answer. */
    private Future<Answer> compiled(DraftRequest draft, String agent, Described described) {
        if (!draft.compile()) {
            return Future.succeededFuture(described.answer());
        }
        return compilations.draftChanged(draft.request().principal(), agent).map(described::with);
    }

    private static Described created(Agent agent) {
        return new Described(
                201,
                AgentJson.agent(agent),
                List.of(
                        new Answer.Header(HttpHeaders.LOCATION, "/v1/agents/" + agent.name()),
                        EntityTags.header(agent.draft().revision())));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.agent(request.principal(), request.path("agent"))
                .map(agent -> Answer.json(200, AgentJson.agent(agent)));
    }

    private Future<Answer> getDraft(ApiRequest request) {
        return queries.agent(request.principal(), request.path("agent"))
                .map(agent -> draft(agent.draft()).answer());
    }

    private Future<Answer> editDraft(ApiRequest request) {
        int revision = EntityTags.requireIfMatch(request);
        var draft = new DraftRequest(request, EDIT, "compile");
        String agent = request.path("agent");
        return edit.execute(toEdit(draft, agent, revision))
                .compose(edited -> edited.revision() == revision
                        ? Future.succeededFuture(draft(edited).answer())
                        : compiled(draft, agent, draft(edited)));
    }

    private EditDraftUseCase.Input toEdit(DraftRequest draft, String agent, int revision) {
        ApiRequest request = draft.request();
        if (draft.isMarkdown()) {
            return new EditDraftUseCase.Input(request.principal(), agent, revision, request.text(), null);
        }
        return AgentJson.toEdit(draft.body(), new AgentJson.Edited(request.principal(), agent, revision), settings);
    }

    private static Described draft(Draft draft) {
        return new Described(200, AgentJson.draft(draft), List.of(EntityTags.header(draft.revision())));
    }

    /** An answer to which something may be added. */
    private record Described(int status, ObjectNode json, List<Answer.Header> headers) {
        private static final CharSequence LINK = HttpHeaders.createOptimized("Link");

        Answer answer() {
            return Answer.json(status, json, headers);
        }

        Answer with(Optional<Compilation> started) {
            json.set("compilation", CompilationJson.started(started));
            return started.map(each -> answer().with(LINK, "<" + CompilationJson.path(each) + ">; rel=\"status\""))
                    .orElseGet(this::answer);
        }
    }
}

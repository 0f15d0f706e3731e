package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentSummary;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.CompilationStarter;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The list of agents, the start of a new one, and what an agent looks like from above. */
final class AgentPages {
    private static final int PAGE = 25;
    private static final int SHOWN = 5;

    private final AdminUiParts.Agents agents;
    private final AgentQueries queries;
    private final CompilationStarter compilations;
    private final TraceQueries traces;
    private final Pages pages;

    AgentPages(AdminUiParts parts, Pages pages) {
        agents = parts.agents();
        queries = agents.queries();
        compilations = parts.compilations().start();
        traces = parts.runs().traces();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, "/admin", visit -> Future.succeededFuture(Redirect.to(LocalPath.HOME)));
        routes.page(Permission.AGENT_READ, "/admin/agents", this::list);
        routes.page(Permission.AGENT_CREATE, "/admin/create", this::blank);
        routes.form(Permission.AGENT_CREATE, "/admin/create", this::create);
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}", this::overview);
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}/contract", this::contract);
    }

    private Future<Answer> list(Visit visit) {
        String cursor = visit.request().query("cursor").text("cursor");
        return queries.agents(visit.by(), new PageRequest(PAGE, cursor))
                .compose(page -> rows(visit.by(), page))
                .compose(page -> {
                    Map<String, Object> model = Shown.page("rows", page);
                    model.put("host", Shown.host(visit));
                    return pages.page(visit, "agents", model);
                });
    }

    private Future<Page<AgentRow>> rows(Principal by, Page<AgentSummary> page) {
        List<Future<AgentRow>> rows =
                page.items().stream().map(summary -> row(by, summary)).toList();
        return Future.all(rows)
                .map(all -> new Page<>(rows.stream().map(Future::result).toList(), page.nextCursor()));
    }

    private Future<AgentRow> row(Principal by, AgentSummary summary) {
        Future<List<Alias>> aliases = queries.aliases(by, summary.name());
        Future<Page<VersionSummary>> last = queries.versions(by, summary.name(), PageRequest.first(1));
        return Future.all(aliases, last)
                .map(all -> AgentRow.of(summary, aliases.result(), last.result().items()));
    }

    private Future<Answer> blank(Visit visit) {
        return pages.page(visit, "agent-new", newForm("", NewAgent.SPEC, NewAgent.SETTINGS));
    }

    private Future<Answer> create(Visit visit, Form form) {
        String name = form.line("name");
        String spec = form.text("spec");
        String settings = form.text("settings");
        return Future.succeededFuture(settings)
                .map(text -> agents.settings().read(Json.parse(text.isBlank() ? NewAgent.SETTINGS : text)))
                .compose(read -> agents.create().execute(new CreateAgentUseCase.Input(visit.by(), name, spec, read)))
                .compose(agent -> compilations.draftChanged(visit.by(), name))
                .map(compiling -> Redirect.to("/admin/agents/" + name + "/compilation"))
                .recover(Pages.recover(
                        failure -> pages.refused(visit, "agent-new", failure, newForm(name, spec, settings))));
    }

    private static Map<String, Object> newForm(String name, String spec, String settings) {
        return Map.of("name", name, "spec", spec, "settings", settings);
    }

    private Future<Answer> overview(Visit visit) {
        String agent = visit.agent();
        Future<Agent> found = queries.agent(visit.by(), agent);
        Future<List<Alias>> aliases = queries.aliases(visit.by(), agent);
        Future<Page<VersionSummary>> versions = queries.versions(visit.by(), agent, PageRequest.first(SHOWN));
        Future<Page<TraceSummary>> last = lastTraces(visit, agent);
        return Future.all(found, aliases, versions, last).compose(all -> {
            Map<String, Object> model = new HashMap<>(Shown.agent(found.result(), "overview"));
            model.put("aliases", aliases.result());
            model.put("versions", versions.result().items());
            model.put(
                    "draftNewer",
                    AgentRow.draftNewer(found.result(), versions.result().items()));
            model.put("traces", last.result().items());
            model.put("example", NewAgent.exampleInput(found.result()));
            model.put("host", Shown.host(visit));
            return pages.page(visit, "agent", model);
        });
    }

    private Future<Page<TraceSummary>> lastTraces(Visit visit, String agent) {
        return visit.by().has(Permission.TRACE_READ)
                ? traces.search(
                        visit.by(),
                        new TraceQueries.Search(agent, null, null, null, null, null),
                        PageRequest.first(SHOWN))
                : Future.succeededFuture(new Page<>(List.of(), null));
    }

    private Future<Answer> contract(Visit visit) {
        return queries.agent(visit.by(), visit.agent()).compose(agent -> {
            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "contract"));
            model.put("contract", ContractView.of(agent.draft().compiled().contract()));
            return pages.page(visit, "contract", model);
        });
    }
}

package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionListener;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries an agent: a form for its input, and what came out. */
final class RunPages {
    private static final String RUN = "/admin/agents/{agent}/run";

    private final AgentQueries queries;
    private final ExecuteAgentUseCase execute;
    private final TraceQueries traces;
    private final Pages pages;

    RunPages(AdminUiParts parts, Pages pages) {
        queries = parts.agents().queries();
        execute = parts.runs().execute();
        traces = parts.runs().traces();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_RUN, RUN, this::show);
        routes.form(Permission.AGENT_RUN, RUN, this::run);
    }

    private Future<Answer> show(Visit visit) {
        String id = visit.request().query("trace").text("trace");
        if (id == null) {
            return model(visit, null, "").compose(model -> pages.page(visit, "run", model));
        }
        return traces.trace(visit.by(), id)
                .compose(trace -> model(
                                visit,
                                new Format().json(trace.input()),
                                ref(trace.summary().alias()))
                        .compose(model -> {
                            model.put("trace", trace);
                            return pages.page(visit, "run", model);
                        }));
    }

    private static String ref(@Nullable String alias) {
        return alias == null ? "" : alias;
    }

    private Future<Answer> run(Visit visit, Form form) {
        String input = form.text("input");
        String target = form.line("target");
        return Future.succeededFuture(input)
                .map(text -> new ExecuteAgentUseCase.Input(
                        visit.by(), ref(visit, target), Json.parse(text), null, null, ExecutionListener.NONE))
                .compose(execute::execute)
                .map(result -> Redirect.to(
                        "/admin/agents/" + visit.agent() + "/run?trace=" + result.executionId() + "#result"))
                .recover(Pages.recover(failure -> again(visit, form, failure)));
    }

    private Future<Answer> again(Visit visit, Form form, KeelsonException failure) {
        return model(visit, form.text("input"), form.line("target"))
                .compose(model -> pages.refused(visit, "run", failure, model));
    }

    private static String ref(Visit visit, String target) {
        return target.isEmpty() ? visit.agent() : visit.agent() + "@" + target;
    }

    private Future<Map<String, Object>> model(Visit visit, @Nullable String input, String target) {
        Future<Agent> agent = queries.agent(visit.by(), visit.agent());
        Future<List<Alias>> aliases = queries.aliases(visit.by(), visit.agent());
        return Future.all(agent, aliases).map(all -> {
            Map<String, Object> model = new HashMap<>(Shown.agent(agent.result(), "run"));
            model.put("aliases", aliases.result());
            model.put("target", target);
            model.put("input", input == null ? pretty(NewAgent.exampleInput(agent.result())) : input);
            return model;
        });
    }

    private static String pretty(String json) {
        return new Format().json(Json.parse(json));
    }
}

package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.CompilationKey;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessRecord;
import dev.keelson.core.compilation.RerunProcessUseCase;
import dev.keelson.core.compilation.StartCompilationUseCase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.api.CompilationEvents;
import dev.keelson.http.api.CompilationRoutes;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an agent's draft is compiled: every process with what it did, live, and each result. */
final class CompilationPages {
    private static final String ONE = "/admin/agents/{agent}/compilation";
    private static final int SHOWN = 10;

    private final AdminUiParts.Agents agents;
    private final CompilationRoutes.UseCases compilations;
    private final Pages pages;

    CompilationPages(AdminUiParts parts, Pages pages) {
        agents = parts.agents();
        compilations = parts.compilations();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, ONE, this::show);
        routes.page(Permission.AGENT_READ, ONE + "/events", this::events);
        routes.page(Permission.AGENT_READ, ONE + "/result", this::result);
        routes.form(Permission.DRAFT_EDIT, ONE + "/start", this::start);
        routes.form(Permission.DRAFT_EDIT, ONE + "/cancel", this::cancel);
        routes.form(Permission.DRAFT_EDIT, ONE + "/rerun", this::rerun);
    }

    private Future<Answer> show(Visit visit) {
        String id = visit.request().query("id").text("id");
        return model(visit, id).compose(model -> pages.page(visit, "compilation", model));
    }

    /** {@code id}: null for the latest. */
    private Future<Map<String, Object>> model(Visit visit, @Nullable String id) {
        return agents.queries()
                .agent(visit.by(), visit.agent())
                .compose(agent -> compilations
                        .queries()
                        .list(visit.by(), visit.agent(), PageRequest.first(SHOWN))
                        .compose(page -> chosen(visit, id, page).map(chosen -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "compilation"));
                            model.put("compilations", page.items());
                            chosen.ifPresent(each -> model.put("c", each));
                            return model;
                        })));
    }

    private Future<Optional<Compilation>> chosen(Visit visit, @Nullable String id, Page<Compilation> latest) {
        return id == null
                ? Future.succeededFuture(latest.items().stream().findFirst())
                : find(visit, id).map(Optional::of);
    }

    private Future<Answer> events(Visit visit) {
        String id = visit.request().query("id").required("id");
        return CompilationEvents.follow(visit.request(), HttpConfig.defaults(), () -> find(visit, id));
    }

    private Future<Answer> result(Visit visit) {
        var query = visit.request().query("id", "process");
        ProcessName name = processName(query.required("process"));
        return agents.queries()
                .agent(visit.by(), visit.agent())
                .compose(agent -> find(visit, query.required("id")).compose(found -> {
                    Map<String, Object> model = new HashMap<>(Shown.agent(agent, "compilation"));
                    model.put("c", found);
                    model.put("p", process(found, name));
                    return result(visit, model, found, name);
                }));
    }

    private Future<Answer> result(Visit visit, Map<String, Object> model, Compilation compilation, ProcessName name) {
        return compilations
                .queries()
                .result(compilation, name)
                .compose(result -> pages.page(visit, "result", () -> {
                    result.ifPresent(json -> {
                        model.put("json", json);
                        model.put("view", ResultView.of(json));
                    });
                    return model;
                }));
    }

    private Future<Answer> start(Visit visit, Form form) {
        var input = new StartCompilationUseCase.Input(visit.by(), visit.agent(), form.flag("schemaChange"));
        return compilations
                .start()
                .execute(input)
                .map(started -> Redirect.to(path(visit)))
                .recover(Pages.recover(failure -> again(visit, null, failure)));
    }

    private Future<Answer> cancel(Visit visit, Form form) {
        return compilations
                .cancel()
                .execute(visit.by(), new CompilationKey(visit.agent(), form.line("id")))
                .map(ended -> Redirect.to(path(visit) + "?id=" + ended.id()));
    }

    private Future<Answer> rerun(Visit visit, Form form) {
        String id = form.line("id");
        var input = new RerunProcessUseCase.Input(
                visit.by(), new CompilationKey(visit.agent(), id), processName(form.line("process")));
        return compilations
                .rerun()
                .execute(input)
                .map(started -> Redirect.to(path(visit) + "?id=" + started.id()))
                .recover(Pages.recover(failure -> again(visit, id, failure)));
    }

    private Future<Answer> again(Visit visit, @Nullable String id, KeelsonException failure) {
        return model(visit, id).compose(model -> pages.refused(visit, "compilation", failure, model));
    }

    private Future<Compilation> find(Visit visit, String id) {
        return compilations.queries().get(visit.by(), new CompilationKey(visit.agent(), id));
    }

    private static String path(Visit visit) {
        return "/admin/agents/" + visit.agent() + "/compilation";
    }

    private static ProcessName processName(String id) {
        return Arrays.stream(ProcessName.values())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noProcess(id));
    }

    private static ProcessRecord process(Compilation compilation, ProcessName name) {
        return Optional.ofNullable(compilation.processes().get(name)).orElseThrow(() -> noProcess(name.id()));
    }

    private static KeelsonException noProcess(String id) {
        return new KeelsonException(ErrorCode.COMPILATION_NOT_FOUND, "the compilation has no process " + id);
    }
}

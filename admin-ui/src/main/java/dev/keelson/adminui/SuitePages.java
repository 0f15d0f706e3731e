package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.http.Answer;
import dev.keelson.http.api.CompilationRoutes;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Test suites of an agent: what each case tries, who stands behind it, and how the last smoke run of it ended. */
final class SuitePages {
    private static final String ALL = "/admin/agents/{agent}/suites";

    private final AdminUiParts.Agents agents;
    private final CompilationRoutes.UseCases compilations;
    private final SuiteQueries queries;
    private final EditSuiteUseCase edit;
    private final Pages pages;

    SuitePages(AdminUiParts parts, Pages pages) {
        agents = parts.agents();
        compilations = parts.compilations();
        queries = parts.suites().queries();
        edit = parts.suites().edit();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, ALL, this::list);
        routes.page(Permission.AGENT_READ, ALL + "/{suite}", this::show);
        routes.form(Permission.SUITE_EDIT, ALL + "/{suite}/decide", this::decide);
    }

    private Future<Answer> list(Visit visit) {
        return queries.suites(visit.by(), visit.agent())
                .compose(suites -> agents.queries()
                        .agent(visit.by(), visit.agent())
                        .map(agent -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "suites"));
                            model.put("suites", suites.stream().map(Counts::of).toList());
                            return model;
                        }))
                .compose(model -> pages.page(visit, "suites", model));
    }

    /** A suite with the numbers of its cases by what people said of them. */
    record Counts(TestSuite suite, long proposed, long accepted, long rejected) {

        static Counts of(TestSuite suite) {
            return new Counts(
                    suite,
                    count(suite, TestCase.State.PROPOSED),
                    count(suite, TestCase.State.ACCEPTED),
                    count(suite, TestCase.State.REJECTED));
        }

        private static long count(TestSuite suite, TestCase.State state) {
            return suite.cases().stream().filter(each -> each.state() == state).count();
        }
    }

    private Future<Answer> show(Visit visit) {
        return model(visit).compose(model -> pages.page(visit, "suite", model));
    }

    private Future<Answer> decide(Visit visit, Form form) {
        TestCase.State state = form.flag("reject") ? TestCase.State.REJECTED : TestCase.State.ACCEPTED;
        var target = new EditSuiteUseCase.Target(
                visit.by(), visit.agent(), suite(visit), (long) form.requiredNumber("revision"));
        String id = form.line("case");
        return edit.decide(target, id, state)
                .map(edited -> Redirect.to("/admin/agents/" + visit.agent() + "/suites/" + suite(visit) + "#" + id))
                .recover(Pages.recover(
                        failure -> model(visit).compose(model -> pages.refused(visit, "suite", failure, model))));
    }

    private Future<Map<String, Object>> model(Visit visit) {
        return queries.suite(visit.by(), visit.agent(), suite(visit))
                .compose(suite -> agents.queries()
                        .agent(visit.by(), visit.agent())
                        .compose(agent -> smoke(visit).map(smoke -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "suites"));
                            model.put("suite", suite);
                            model.put(
                                    "cases",
                                    suite.cases().stream()
                                            .map(each -> CaseRow.of(each, smoke))
                                            .toList());
                            return model;
                        })));
    }

    private static String suite(Visit visit) {
        return visit.request().path("suite");
    }

    /** How the cases of the latest compilation ended, by their ids. */
    private Future<Map<String, JsonNode>> smoke(Visit visit) {
        return compilations
                .queries()
                .list(visit.by(), visit.agent(), PageRequest.first(1))
                .compose(page -> page.items().stream()
                        .filter(each -> each.processes().containsKey(ProcessName.SMOKE_RUN))
                        .findFirst()
                        .map(this::smokeOf)
                        .orElse(Future.succeededFuture(Optional.empty())))
                .map(result -> result.map(SuitePages::byCase).orElse(Map.of()));
    }

    private Future<Optional<JsonNode>> smokeOf(Compilation compilation) {
        return compilations.queries().result(compilation, ProcessName.SMOKE_RUN);
    }

    private static Map<String, JsonNode> byCase(JsonNode result) {
        Map<String, JsonNode> ends = new HashMap<>();
        result.path("cases").forEach(end -> ends.put(end.path("case").asText(), end));
        return ends;
    }
}

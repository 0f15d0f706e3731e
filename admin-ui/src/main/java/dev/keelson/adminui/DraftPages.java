package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.DefinitionDiff;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compilation.CompilationStarter;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The editor of a draft, and its publication. */
final class DraftPages {
    private static final String DRAFT = "/admin/agents/{agent}/draft";
    private static final String PUBLISH = "/admin/agents/{agent}/publish";

    private final AdminUiParts.Agents agents;
    private final CompilationStarter compilations;
    private final Pages pages;

    DraftPages(AdminUiParts parts, Pages pages) {
        agents = parts.agents();
        compilations = parts.compilations().start();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, DRAFT, this::show);
        routes.form(Permission.DRAFT_EDIT, DRAFT, this::save);
        routes.page(Permission.VERSION_PUBLISH, PUBLISH, this::confirm);
        routes.form(Permission.VERSION_PUBLISH, PUBLISH, this::publish);
    }

    /** The editor's fields: what the person wrote, and the revision that it rests on. */
    private record Written(String spec, String settings, long revision) {

        static Written of(Draft draft) {
            return new Written(draft.spec(), SettingsText.of(draft.settings()), draft.revision());
        }
    }

    private Future<Answer> show(Visit visit) {
        boolean saved = visit.request().query("saved").text("saved") != null;
        return agents.queries().agent(visit.by(), visit.agent()).compose(agent -> {
            Map<String, Object> model = editor(agent, Written.of(agent.draft()));
            model.put("saved", saved);
            return pages.page(visit, "draft", model);
        });
    }

    private Future<Answer> save(Visit visit, Form form) {
        var written = new Written(form.text("spec"), form.text("settings"), form.requiredNumber("revision"));
        return Future.succeededFuture(written)
                .map(each -> agents.settings().read(Json.parse(each.settings())))
                .compose(settings -> agents.edit()
                        .execute(new EditDraftUseCase.Input(
                                visit.by(), visit.agent(), written.revision(), written.spec(), settings)))
                .compose(draft -> compiled(visit, written, draft))
                .map(draft -> Redirect.to(
                        "/admin/agents/" + visit.agent() + (form.flag("publish") ? "/publish" : "/draft?saved=1")))
                .recover(Pages.recover(failure -> saveAgain(visit, written, failure)));
    }

    /** Nothing has to be compiled that is as it was. */
    private Future<Draft> compiled(Visit visit, Written before, Draft draft) {
        return draft.revision() == before.revision()
                ? Future.succeededFuture(draft)
                : compilations.draftChanged(visit.by(), visit.agent()).map(draft);
    }

    private Future<Answer> saveAgain(Visit visit, Written written, KeelsonException failure) {
        return agents.queries().agent(visit.by(), visit.agent()).compose(agent -> {
            if (failure.current().isEmpty()) {
                return pages.refused(visit, "draft", failure, editor(agent, written));
            }
            var onTop = new Written(
                    written.spec(), written.settings(), agent.draft().revision());
            Map<String, Object> model = editor(agent, onTop);
            model.put("theirs", Written.of(agent.draft()).spec());
            model.put("theirSettings", Written.of(agent.draft()).settings());
            return pages.refused(visit, "draft", failure, model);
        });
    }

    private static Map<String, Object> editor(Agent agent, Written written) {
        Map<String, Object> model = new HashMap<>(Shown.agent(agent, "draft"));
        model.put("spec", written.spec());
        model.put("settings", written.settings());
        model.put("revision", written.revision());
        return model;
    }

    private Future<Answer> confirm(Visit visit) {
        return agents.queries()
                .agent(visit.by(), visit.agent())
                .compose(agent -> publishModel(visit, agent))
                .compose(model -> pages.page(visit, "publish", model));
    }

    private Future<Map<String, Object>> publishModel(Visit visit, Agent agent) {
        Map<String, Object> model = new HashMap<>(Shown.agent(agent, "draft"));
        model.put("revision", agent.draft().revision());
        model.put("note", "");
        return agents.queries()
                .versions(visit.by(), agent.name(), PageRequest.first(1))
                .compose(page -> latest(visit, page))
                .compose(last -> visit.request().vertx().executeBlocking(() -> {
                    last.ifPresent(version -> model.putAll(compared(version, agent)));
                    return model;
                }));
    }

    private static Map<String, Object> compared(AgentVersion last, Agent agent) {
        return Map.of(
                "last",
                last.number(),
                "diff",
                DefinitionDiff.between(last.definition(), agent.draft().compiled()));
    }

    private Future<Optional<AgentVersion>> latest(Visit visit, Page<VersionSummary> page) {
        if (page.items().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return agents.queries()
                .version(visit.by(), visit.agent(), page.items().get(0).number())
                .map(Optional::of);
    }

    private Future<Answer> publish(Visit visit, Form form) {
        long revision = form.requiredNumber("revision");
        var input = new PublishVersionUseCase.Input(visit.by(), visit.agent(), revision, form.line("note"));
        return agents.publish()
                .execute(input)
                .map(output -> Redirect.to("/admin/agents/" + visit.agent() + "/versions/"
                        + output.version().number() + (output.created() ? "?published=new" : "?published=before")))
                .recover(Pages.recover(failure -> publishAgain(visit, form, failure)));
    }

    private Future<Answer> publishAgain(Visit visit, Form form, KeelsonException failure) {
        return agents.queries()
                .agent(visit.by(), visit.agent())
                .compose(agent -> publishModel(visit, agent))
                .compose(model -> {
                    model.put("note", form.line("note"));
                    return pages.refused(visit, "publish", failure, model);
                });
    }
}

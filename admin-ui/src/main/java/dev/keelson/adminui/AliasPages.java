package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.MoveQueries;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.http.Answer;
import dev.keelson.http.Query;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Moves of aliases, forth and back, and what they served before. */
final class AliasPages {
    private static final String REMAP = "/admin/agents/{agent}/remap";
    private static final String ROLLBACK = "/admin/agents/{agent}/rollback";

    private final AgentQueries queries;
    private final AdminUiParts.Aliases aliases;
    private final Pages pages;

    AliasPages(AdminUiParts parts, Pages pages) {
        queries = parts.agents().queries();
        aliases = parts.aliases();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.ALIAS_MOVE, REMAP, this::remapForm);
        routes.form(Permission.ALIAS_MOVE, REMAP, this::remap);
        routes.page(Permission.ALIAS_MOVE, ROLLBACK, this::rollBackForm);
        routes.form(Permission.ALIAS_MOVE, ROLLBACK, this::rollBack);
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}/history", this::history);
    }

    private Future<Answer> remapForm(Visit visit) {
        Query query = visit.request().query("alias", "targets");
        String alias = Objects.requireNonNullElse(query.text("alias"), "");
        String targets = Objects.requireNonNullElse(query.text("targets"), "");
        return remapModel(visit, new Move(alias, targets, null, ""))
                .compose(model -> pages.page(visit, "remap", model));
    }

    private Future<Answer> remap(Visit visit, Form form) {
        Move move = Move.of(form);
        return Future.succeededFuture(move)
                .map(each -> new RemapAliasUseCase.Input(
                        visit.by(),
                        visit.agent(),
                        each.alias(),
                        TargetsText.parse(each.targets()),
                        each.revision(),
                        each.reason()))
                .compose(aliases.remap()::execute)
                .map(alias -> Redirect.to("/admin/agents/" + visit.agent() + "#aliases"))
                .recover(Pages.recover(failure -> remapModel(visit, move)
                        .compose(model -> pages.refused(visit, "remap", failure, proposed(model, failure)))));
    }

    /** A move that needs approval was proposed instead: the page leads there. */
    private static Map<String, Object> proposed(Map<String, Object> model, KeelsonException failure) {
        failure.current().filter(SchemaChange.class::isInstance).ifPresent(change -> model.put("change", change));
        return model;
    }

    private Future<Map<String, Object>> remapModel(Visit visit, Move move) {
        Future<Agent> agent = queries.agent(visit.by(), visit.agent());
        Future<List<Alias>> all = queries.aliases(visit.by(), visit.agent());
        Future<Page<VersionSummary>> versions =
                queries.versions(visit.by(), visit.agent(), PageRequest.first(PageRequest.MAX_LIMIT));
        Future<Optional<MoveQueries.Preview>> preview = preview(visit, move);
        return Future.all(agent, all, versions, preview).map(done -> {
            Optional<Alias> current = all.result().stream()
                    .filter(alias -> alias.name().equals(move.alias()))
                    .findFirst();
            Map<String, Object> model = new HashMap<>(Shown.agent(agent.result(), "overview"));
            model.put("move", move);
            model.put("versions", versions.result().items());
            model.put("revision", current.map(Alias::revision).orElse(0));
            current.ifPresent(alias -> model.put("current", alias));
            preview.result().ifPresent(shown -> model.put("preview", shown));
            model.putAll(Comparison.of(current, move.targets()));
            return model;
        });
    }

    /** Without one the form still works: what really holds is decided when the move is made. */
    private Future<Optional<MoveQueries.Preview>> preview(Visit visit, Move move) {
        List<AliasTarget> targets = Comparison.parsed(move.targets());
        if (targets.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return Future.succeededFuture(targets)
                .compose(wanted -> aliases.changes().moves().preview(visit.by(), visit.agent(), move.alias(), wanted))
                .recover(failure -> failure instanceof KeelsonException
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Answer> rollBackForm(Visit visit) {
        String alias = visit.request().query("alias").required("alias");
        return rollBackModel(visit, alias, "").compose(model -> pages.page(visit, "rollback", model));
    }

    private Future<Answer> rollBack(Visit visit, Form form) {
        String alias = form.line("alias");
        var input = new RollBackAliasUseCase.Input(
                visit.by(), visit.agent(), alias, form.number("revision"), form.line("reason"));
        return aliases.rollBack()
                .execute(input)
                .map(moved -> Redirect.to("/admin/agents/" + visit.agent() + "#aliases"))
                .recover(Pages.recover(failure -> rollBackModel(visit, alias, form.line("reason"))
                        .compose(model -> pages.refused(visit, "rollback", failure, model))));
    }

    private Future<Map<String, Object>> rollBackModel(Visit visit, String alias, String reason) {
        Future<Agent> agent = queries.agent(visit.by(), visit.agent());
        Future<Page<Alias>> history =
                queries.aliasHistory(visit.by(), visit.agent(), alias, PageRequest.first(PageRequest.MAX_LIMIT));
        return Future.all(agent, history).map(done -> {
            Map<String, Object> model = new HashMap<>(Shown.agent(agent.result(), "overview"));
            List<Alias> moves = history.result().items();
            model.put("alias", moves.get(0));
            model.put("reason", reason);
            Comparison.earlier(moves).ifPresent(earlier -> model.put("earlier", earlier));
            return model;
        });
    }

    private Future<Answer> history(Visit visit) {
        Query query = visit.request().query("alias", "cursor");
        String alias = query.required("alias");
        var wanted = new PageRequest(PageRequest.DEFAULT_LIMIT, query.text("cursor"));
        return queries.agent(visit.by(), visit.agent())
                .compose(agent -> queries.aliasHistory(visit.by(), agent.name(), alias, wanted)
                        .compose(page -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "overview"));
                            model.put("alias", alias);
                            model.putAll(Shown.page("moves", page));
                            return pages.page(visit, "history", model);
                        }));
    }
}

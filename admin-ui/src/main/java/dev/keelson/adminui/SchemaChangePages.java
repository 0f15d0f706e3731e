package dev.keelson.adminui;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.ApprovalMode;
import dev.keelson.core.schemachange.DecideSchemaChangeUseCase;
import dev.keelson.core.schemachange.DecideSchemaChangeUseCase.Verdict;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.schemachange.SchemaChange.State;
import dev.keelson.core.schemachange.SchemaChanges;
import dev.keelson.core.schemachange.Standing;
import dev.keelson.http.Answer;
import dev.keelson.http.Query;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schema changes: what waits for a decision, what one would do to callers, and deciding. */
final class SchemaChangePages {
    private static final String ALL = "/admin/schema-changes";
    private static final String ANY = "any";
    private static final Map<String, State> STATES =
            Arrays.stream(State.values()).collect(Collectors.toUnmodifiableMap(State::id, Function.identity()));

    private final SchemaChanges changes;
    private final AgentQueries agents;
    private final Sessions sessions;
    private final Pages pages;

    SchemaChangePages(AdminUiParts parts, Sessions sessions, Pages pages) {
        changes = parts.aliases().changes();
        agents = parts.agents().queries();
        this.sessions = sessions;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, ALL, this::list);
        routes.page(Permission.AGENT_READ, ALL + "/{id}", this::show);
        routes.form(Permission.SCHEMA_CHANGE_DECIDE, ALL + "/{id}/decision", this::decide);
    }

    private Future<Answer> list(Visit visit) {
        Query query = visit.request().query("state", "cursor");
        String state = Objects.requireNonNullElse(query.text("state"), State.OPEN.id());
        var page = new PageRequest(PageRequest.DEFAULT_LIMIT, query.text("cursor"));
        return changes.queries()
                .changes(visit.by(), null, STATES.get(state), page)
                .map(found -> {
                    Map<String, Object> model = Shown.page("standings", found);
                    model.put("state", STATES.containsKey(state) ? state : ANY);
                    model.put(
                            "states",
                            Arrays.stream(State.values()).map(State::id).toList());
                    model.put("single", changes.queries().mode() == ApprovalMode.SINGLE_USER);
                    return model;
                })
                .compose(model -> pages.page(visit, "schema-changes", model));
    }

    private Future<Answer> show(Visit visit) {
        return current(visit)
                .compose(standing -> model(visit, standing, ""))
                .compose(model -> pages.page(visit, "schema-change", model));
    }

    private Future<Answer> decide(Visit visit, Form form) {
        return Future.succeededFuture(form)
                .map(given -> input(visit, given))
                .compose(changes.decide()::execute)
                .map(decided -> Redirect.to(ALL + "/" + decided.change().id()))
                .recover(failure -> isForPage(failure)
                        ? again(visit, form, (KeelsonException) failure)
                        : Future.failedFuture(failure));
    }

    private DecideSchemaChangeUseCase.Input input(Visit visit, Form form) {
        boolean approve = form.line("decision").equals("approve");
        if (approve && !sessions.isRecent(visit.session())) {
            throw new KeelsonException(
                    ErrorCode.LOGIN_TOO_OLD, "you logged in more than 15 minutes ago; sign in again to approve");
        }
        return new DecideSchemaChangeUseCase.Input(
                visit.by(),
                id(visit),
                form.requiredNumber("revision"),
                form.line("digest"),
                approve ? Verdict.APPROVE : Verdict.REJECT,
                form.line("reason"));
    }

    /** Also what the person may not do: the page says why. */
    private static boolean isForPage(Throwable failure) {
        return failure instanceof KeelsonException known
                && (Problem.isForForm(known)
                        || known.code() == ErrorCode.LOGIN_TOO_OLD
                        || known.code() == ErrorCode.APPROVER_IS_AUTHOR);
    }

    private Future<Answer> again(Visit visit, Form form, KeelsonException failure) {
        return current(visit)
                .compose(standing -> model(visit, standing, form.line("reason")))
                .map(model -> {
                    boolean stale = failure.code() == ErrorCode.REVISION_STALE
                            || failure.code() == ErrorCode.SCHEMA_CHANGE_CLOSED;
                    model.put("stale", stale);
                    return model;
                })
                .compose(model -> pages.refused(visit, "schema-change", failure, model));
    }

    private Future<Standing> current(Visit visit) {
        return changes.queries().change(visit.by(), id(visit));
    }

    private Future<Map<String, Object>> model(Visit visit, Standing standing, String reason) {
        SchemaChange change = standing.change();
        Future<List<ContractRow>> rows = rows(visit, change);
        Future<List<ApiKey>> authors = changes.queries().authors(change);
        Future<@Nullable String> objection = changes.queries().objection(visit.by(), standing);
        return Future.all(rows, authors, objection).map(done -> {
            Map<String, Object> model = new HashMap<>();
            model.put("standing", standing);
            model.put("change", change);
            model.put("rows", rows.result());
            model.put("authors", authors.result());
            model.put("authorIds", new TreeSet<>(change.proposal().authors()));
            model.put("targets", TargetsText.of(change.proposal().targets()));
            model.put("base", TargetsText.of(change.proposal().base().targets()));
            model.put("reason", reason);
            model.put("single", changes.queries().mode() == ApprovalMode.SINGLE_USER);
            model.put("loginOld", !sessions.isRecent(visit.session()));
            String against = objection.result();
            if (against != null) {
                model.put("objection", against);
            }
            return model;
        });
    }

    private Future<List<ContractRow>> rows(Visit visit, SchemaChange change) {
        SchemaChange.Proposal proposal = change.proposal();
        Future<Contract> old = contract(visit, proposal.agent(), proposal.base().targets());
        Future<Contract> next = contract(visit, proposal.agent(), proposal.targets());
        return Future.all(old, next)
                .map(both -> change.impact().comparison().changes().stream()
                        .map(each -> ContractRow.of(each, old.result(), next.result()))
                        .toList());
    }

    /** Of several targets the newest: it is the one that brings something new. */
    private Future<Contract> contract(Visit visit, String agent, List<AliasTarget> targets) {
        int newest = targets.stream().mapToInt(AliasTarget::version).max().orElse(1);
        return agents.version(visit.by(), agent, newest)
                .map(AgentVersion::definition)
                .map(definition -> definition.contract());
    }

    private static String id(Visit visit) {
        return visit.request().path("id");
    }
}

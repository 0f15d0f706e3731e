package dev.keelson.core.usage;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Creates, changes and deletes budgets. This node knows of it at once, other nodes within seconds. */
public final class EditBudgetUseCase {
    private static final int MAX_TRIES = 100;

    private final BudgetRepository budgets;
    private final UsageRules rules;
    private final Clock clock;
    private final AuditLog audit;

    public EditBudgetUseCase(BudgetRepository budgets, UsageRules rules, Clock clock, AuditLog audit) {
        this.budgets = budgets;
        this.rules = rules;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * A decision about an existing budget.
     *
     * @param revision that the decision rests on
     */
    public record Target(Principal by, String name, int revision) {

        private AuditedChange change(String action) {
            return new AuditedChange(by, action, target(name), "revision " + revision, "");
        }
    }

    /** Fails with {@link ErrorCode#BUDGET_EXISTS}. */
    public Future<Budget> create(Principal by, BudgetTerms terms) {
        ScopeRights.requireChange(by, terms.scope());
        return budgets.list()
                .map(EditBudgetUseCase::requireRoom)
                .compose(room -> audit.record(
                        new AuditedChange(by, AuditActions.BUDGET_CREATE, target(terms.name()), "", ""),
                        () -> budgets.insert(Budget.opened(terms, clock.instant(), by.keyId())),
                        EditBudgetUseCase::described))
                .compose(this::known);
    }

    /**
     * What was spent stays spent. Fails with {@link ErrorCode#BUDGET_NOT_FOUND} or {@link ErrorCode#REVISION_STALE}.
     */
    public Future<Budget> change(Target target, BudgetTerms terms) {
        ScopeRights.requireChange(target.by(), terms.scope());
        return audit.record(
                        target.change(AuditActions.BUDGET_EDIT),
                        () -> change(target, terms, 1),
                        EditBudgetUseCase::described)
                .compose(this::known);
    }

    /** Fails like {@link #change}. */
    public Future<Void> delete(Target target) {
        return audit.record(target.change(AuditActions.BUDGET_DELETE), () -> delete(target, 1), done -> "")
                .compose(done -> rules.refresh());
    }

    private static String target(String name) {
        return "budgets/" + name;
    }

    private static String described(Budget budget) {
        return "revision " + budget.revision() + ": limit " + budget.terms().limitNanoUsd() + " nano-USD";
    }

    private Future<Budget> change(Target target, BudgetTerms terms, int tries) {
        return current(target).compose(before -> {
            Budget after = before.changed(terms, clock.instant(), target.by().keyId());
            return budgets.replace(before, after)
                    .compose(done -> done ? Future.succeededFuture(after) : changeAgain(target, terms, tries));
        });
    }

    private Future<Budget> changeAgain(Target target, BudgetTerms terms, int tries) {
        return tries < MAX_TRIES ? change(target, terms, tries + 1) : Future.failedFuture(busy(target));
    }

    private Future<Boolean> delete(Target target, int tries) {
        return current(target)
                .compose(budgets::delete)
                .compose(done -> done ? Future.succeededFuture(true) : deleteAgain(target, tries));
    }

    private Future<Boolean> deleteAgain(Target target, int tries) {
        return tries < MAX_TRIES ? delete(target, tries + 1) : Future.failedFuture(busy(target));
    }

    private Future<Budget> current(Target target) {
        return budgets.find(target.name()).map(found -> {
            Budget budget = found.filter(
                            each -> ScopeRights.maySee(target.by(), each.terms().scope()))
                    .orElseThrow(() -> ScopeRights.noBudget(target.name()));
            ScopeRights.requireChange(target.by(), budget.terms().scope());
            if (budget.revision() != target.revision()) {
                throw KeelsonException.stale(
                        "the budget is at revision " + budget.revision(), budget.at(clock.instant()));
            }
            return budget;
        });
    }

    private Future<Budget> known(Budget budget) {
        return rules.refresh().map(budget);
    }

    private static boolean requireRoom(List<Budget> all) {
        if (all.size() >= BudgetRepository.MAX_BUDGETS) {
            String message =
                    "there are " + all.size() + " budgets (expected: at most " + BudgetRepository.MAX_BUDGETS + ")";
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("", "limit", message)));
        }
        return true;
    }

    private static KeelsonException busy(Target target) {
        return new KeelsonException(ErrorCode.OVERLOADED, "calls change budget " + target.name() + " all the time");
    }
}

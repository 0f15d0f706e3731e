package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.BudgetTerms;
import dev.keelson.core.usage.BudgetWindow;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.core.usage.UsageScope;
import dev.keelson.core.usage.Usd;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form of a budget: a new one at revision 0, else the one of that name. */
final class BudgetPages {
    private static final String BUDGET = "/admin/usage/budget";
    private static final List<String> FIELDS = List.of(
            "name", "agent", "version", "alias", "key", "limitUsd", "window", "softLimit", "unknownPrice", "revision");

    private final AdminUiParts.Usage usage;
    private final Pages pages;

    BudgetPages(AdminUiParts.Usage usage, Pages pages) {
        this.usage = usage;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.BUDGET_MANAGE, BUDGET, this::show);
        routes.form(Permission.BUDGET_MANAGE, BUDGET, this::save);
        routes.form(Permission.BUDGET_MANAGE, BUDGET + "/delete", this::delete);
    }

    private Future<Answer> show(Visit visit) {
        String name = visit.request().query("name").text("name");
        Future<Map<String, String>> fields = name == null
                ? Future.succeededFuture(empty())
                : usage.queries().budget(visit.by(), name).map(BudgetPages::fields);
        return fields.compose(known -> pages.page(visit, "budget", model(known)));
    }

    private Future<Answer> save(Visit visit, Form form) {
        return Future.succeededFuture(form)
                .compose(given -> saved(visit, given))
                .map(budget -> Redirect.to(UsagePages.USAGE + "#budgets"))
                .recover(Pages.recover(failure -> pages.refused(visit, "budget", failure, model(typed(form)))));
    }

    private Future<Budget> saved(Visit visit, Form form) {
        BudgetTerms terms = terms(form);
        int revision = form.requiredNumber("revision");
        return revision == 0
                ? usage.budgets().create(visit.by(), terms)
                : usage.budgets().change(new EditBudgetUseCase.Target(visit.by(), terms.name(), revision), terms);
    }

    private Future<Answer> delete(Visit visit, Form form) {
        var target = new EditBudgetUseCase.Target(visit.by(), form.line("name"), form.requiredNumber("revision"));
        return usage.budgets().delete(target).map(done -> Redirect.to(UsagePages.USAGE + "#budgets"));
    }

    private static BudgetTerms terms(Form form) {
        String unknownPrice = form.line("unknownPrice");
        return new BudgetTerms(
                form.line("name"),
                ScopeFields.scope(form),
                Usd.nano(form.line("limitUsd"), "/limitUsd"),
                window(form.line("window")),
                form.number("softLimit"),
                unknownPrice.isEmpty() ? null : Long.valueOf(Usd.nano(unknownPrice, "/unknownPriceUsd")));
    }

    private static BudgetWindow window(String id) {
        for (BudgetWindow window : BudgetWindow.values()) {
            if (window.id().equals(id)) {
                return window;
            }
        }
        return BudgetWindow.MONTH;
    }

    private static Map<String, Object> model(Map<String, String> fields) {
        boolean fresh = "0".equals(fields.get("revision"));
        return Map.of("f", fields, "fresh", fresh, "windows", List.of(BudgetWindow.values()));
    }

    private static Map<String, String> typed(Form form) {
        Map<String, String> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, form.line(name)));
        return fields;
    }

    private static Map<String, String> empty() {
        Map<String, String> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, ""));
        fields.put("window", BudgetWindow.MONTH.id());
        fields.put("revision", "0");
        return fields;
    }

    private static Map<String, String> fields(Budget budget) {
        BudgetTerms terms = budget.terms();
        UsageScope scope = terms.scope();
        Map<String, String> fields = empty();
        ScopeFields.put(fields, scope);
        fields.put("name", terms.name());
        fields.put("limitUsd", Usd.text(terms.limitNanoUsd()));
        fields.put("window", terms.window().id());
        fields.put("softLimit", ScopeFields.text(terms.softLimitPercent()));
        fields.put("unknownPrice", price(terms.unknownPriceNanoUsd()));
        fields.put("revision", Objects.toString(budget.revision()));
        return fields;
    }

    private static String price(@Nullable Long nanoUsd) {
        return nanoUsd == null ? "" : Usd.text(nanoUsd);
    }
}

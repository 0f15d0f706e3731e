package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.RateLimit;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form of a rate limit: a new one at revision 0, else the one of that name. */
final class RateLimitPages {
    private static final String LIMIT = "/admin/usage/limit";
    private static final List<String> FIELDS =
            List.of("name", "agent", "version", "alias", "key", "requests", "tokens", "revision");

    private final AdminUiParts.Usage usage;
    private final Pages pages;

    RateLimitPages(AdminUiParts.Usage usage, Pages pages) {
        this.usage = usage;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.BUDGET_MANAGE, LIMIT, this::show);
        routes.form(Permission.BUDGET_MANAGE, LIMIT, this::save);
        routes.form(Permission.BUDGET_MANAGE, LIMIT + "/delete", this::delete);
    }

    private Future<Answer> show(Visit visit) {
        String name = visit.request().query("name").text("name");
        Future<Map<String, String>> fields = name == null
                ? Future.succeededFuture(empty())
                : usage.queries().rateLimit(visit.by(), name).map(RateLimitPages::fields);
        return fields.compose(known -> pages.page(visit, "rate-limit", model(known)));
    }

    private Future<Answer> save(Visit visit, Form form) {
        return Future.succeededFuture(form)
                .compose(given -> saved(visit, given))
                .map(limit -> Redirect.to(UsagePages.USAGE + "#limits"))
                .recover(Pages.recover(failure -> pages.refused(visit, "rate-limit", failure, model(typed(form)))));
    }

    private Future<RateLimit> saved(Visit visit, Form form) {
        int revision = form.requiredNumber("revision");
        var input = new EditRateLimitUseCase.Input(
                visit.by(), form.line("name"), ScopeFields.scope(form), rate(form, "requests"), rate(form, "tokens"));
        return revision == 0 ? usage.limits().create(input) : usage.limits().change(revision, input);
    }

    private Future<Answer> delete(Visit visit, Form form) {
        return usage.limits()
                .delete(visit.by(), form.line("name"), form.requiredNumber("revision"))
                .map(done -> Redirect.to(UsagePages.USAGE + "#limits"));
    }

    private static @Nullable Long rate(Form form, String name) {
        String text = form.line(name);
        try {
            return text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, name + " is no whole number");
        }
    }

    private static Map<String, Object> model(Map<String, String> fields) {
        return Map.of("f", fields, "fresh", "0".equals(fields.get("revision")));
    }

    private static Map<String, String> typed(Form form) {
        Map<String, String> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, form.line(name)));
        return fields;
    }

    private static Map<String, String> empty() {
        Map<String, String> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, ""));
        fields.put("revision", "0");
        return fields;
    }

    private static Map<String, String> fields(RateLimit limit) {
        Map<String, String> fields = empty();
        ScopeFields.put(fields, limit.scope());
        fields.put("name", limit.name());
        fields.put("requests", ScopeFields.text(limit.requestsPerMinute()));
        fields.put("tokens", ScopeFields.text(limit.tokensPerMinute()));
        fields.put("revision", Objects.toString(limit.revision()));
        return fields;
    }
}

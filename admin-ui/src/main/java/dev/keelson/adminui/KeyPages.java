package dev.keelson.adminui;

import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** API keys: who has which, new ones, and their end. */
final class KeyPages {
    private static final String KEYS = "/admin/keys";

    private final AdminUiParts.Access access;
    private final Pages pages;

    KeyPages(AdminUiParts.Access access, Pages pages) {
        this.access = access;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.API_KEY_MANAGE, KEYS, this::list);
        routes.form(Permission.API_KEY_MANAGE, KEYS, this::issue);
        routes.page(Permission.API_KEY_MANAGE, "/admin/keys/{id}/revoke", this::confirm);
        routes.form(Permission.API_KEY_MANAGE, "/admin/keys/{id}/revoke", this::revoke);
    }

    private Future<Answer> list(Visit visit) {
        String cursor = visit.request().query("cursor").text("cursor");
        return model(visit, cursor).compose(model -> pages.page(visit, "keys", model));
    }

    private Future<Map<String, Object>> model(Visit visit, @Nullable String cursor) {
        return access.keys()
                .keys(visit.by(), new PageRequest(PageRequest.DEFAULT_LIMIT, cursor))
                .map(page -> {
                    Map<String, Object> model = new HashMap<>(Shown.page("keys", page));
                    model.put("roles", List.of(Role.values()));
                    model.put("me", visit.by().keyId());
                    model.put("name", "");
                    return model;
                });
    }

    private Future<Answer> issue(Visit visit, Form form) {
        return Future.succeededFuture(form)
                .map(each -> input(visit, each))
                .compose(access.issue()::execute)
                .compose(issued -> pages.page(
                        visit,
                        "key-issued",
                        Map.of(
                                "key",
                                issued.key(),
                                "credential",
                                issued.credential().reveal())))
                .recover(Pages.recover(failure -> model(visit, null).compose(model -> {
                    model.put("name", form.line("name"));
                    return pages.refused(visit, "keys", failure, model);
                })));
    }

    private static IssueApiKeyUseCase.Input input(Visit visit, Form form) {
        Integer days = form.number("days");
        return new IssueApiKeyUseCase.Input(
                visit.by(),
                form.line("name"),
                role(form.line("role")),
                agents(form.line("agents")),
                owner(form.line("owner")),
                days == null ? null : Duration.ofDays(days));
    }

    private static @Nullable String owner(String given) {
        return given.isEmpty() ? null : given;
    }

    private static Role role(String id) {
        for (Role role : Role.values()) {
            if (role.id().equals(id)) {
                return role;
            }
        }
        throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the role is unknown");
    }

    private static Set<String> agents(String text) {
        Set<String> names = new TreeSet<>();
        for (String name : text.split("[\\s,]+", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private Future<Answer> confirm(Visit visit) {
        return pages.page(
                visit,
                "key-revoke",
                Map.of("id", visit.request().path("id"), "me", visit.by().keyId()));
    }

    private Future<Answer> revoke(Visit visit, Form form) {
        return access.revoke()
                .execute(new RevokeApiKeyUseCase.Input(
                        visit.by(), visit.request().path("id")))
                .map(key -> Redirect.to(KEYS));
    }
}

package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.providerconfig.CheckProviderUseCase;
import dev.keelson.core.providerconfig.DeleteProviderUseCase;
import dev.keelson.core.providerconfig.ProviderKind;
import dev.keelson.core.providerconfig.ProviderView;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** The configured providers: how they stand, and changing those that are in the store. */
final class ProviderPages {
    private static final String PROVIDERS = "/admin/providers";
    private static final String CREATE = "/admin/create-provider";

    private final AdminUiParts.Providers providers;
    private final Pages pages;

    ProviderPages(AdminUiParts.Providers providers, Pages pages) {
        this.providers = providers;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.PLUGIN_READ, PROVIDERS, this::list);
        routes.page(Permission.PROVIDER_MANAGE, CREATE, this::blank);
        routes.form(Permission.PROVIDER_MANAGE, CREATE, this::create);
        routes.page(Permission.PLUGIN_READ, PROVIDERS + "/{name}", this::show);
        routes.form(Permission.PROVIDER_MANAGE, PROVIDERS + "/{name}/check", this::check);
        routes.page(Permission.PROVIDER_MANAGE, PROVIDERS + "/{name}/edit", this::edit);
        routes.form(Permission.PROVIDER_MANAGE, PROVIDERS + "/{name}/edit", this::replace);
        routes.page(Permission.PROVIDER_MANAGE, PROVIDERS + "/{name}/delete", this::confirm);
        routes.form(Permission.PROVIDER_MANAGE, PROVIDERS + "/{name}/delete", this::delete);
    }

    private Future<Answer> list(Visit visit) {
        return providers
                .queries()
                .list(visit.by())
                .compose(views -> pages.page(
                        visit,
                        "providers",
                        Map.of("providers", views.stream().map(ProviderRow::of).toList())));
    }

    private Future<Answer> show(Visit visit) {
        return model(visit).compose(model -> pages.page(visit, "provider", model));
    }

    private Future<Answer> check(Visit visit, Form form) {
        return providers
                .check()
                .execute(new CheckProviderUseCase.Input(visit.by(), name(visit)))
                .compose(found -> model(visit).compose(model -> {
                    model.put("check", found);
                    return pages.page(visit, "provider", model);
                }));
    }

    private Future<Map<String, Object>> model(Visit visit) {
        return current(visit).map(view -> {
            Map<String, Object> model = new HashMap<>();
            model.put("row", ProviderRow.of(view));
            return model;
        });
    }

    private Future<Answer> blank(Visit visit) {
        String kind = visit.request().query("kind").text("kind");
        if (kind == null) {
            return pages.page(
                    visit, "provider-kinds", Map.of("kinds", providers.queries().kinds(visit.by())));
        }
        return pages.page(visit, "provider-edit", newForm(visit, kind).model());
    }

    private Future<Answer> create(Visit visit, Form form) {
        ProviderForm blank = newForm(visit, form.line("kind"));
        return save(visit, form, blank.with(form));
    }

    private Future<Answer> edit(Visit visit) {
        return current(visit)
                .map(view -> storedForm(visit, view))
                .compose(stored -> pages.page(visit, "provider-edit", stored.model()));
    }

    private Future<Answer> replace(Visit visit, Form form) {
        int revision = form.requiredNumber("revision");
        return current(visit)
                .map(view -> storedForm(visit, view))
                .map(now -> new ProviderForm(now.name(), now.kind(), revision, now.fields()))
                .compose(now -> save(visit, form, now));
    }

    private Future<Answer> save(Visit visit, Form form, ProviderForm target) {
        return Future.succeededFuture(target)
                .map(each -> new PutProviderUseCase.Input(
                        visit.by(), each.name(), each.kind(), each.settings(form), each.revision()))
                .compose(providers.put()::execute)
                .map(stored -> Redirect.to(PROVIDERS + "/" + stored.name()))
                .recover(Pages.recover(failure -> pages.refused(
                        visit, "provider-edit", failure, target.with(form).model())));
    }

    private Future<Answer> confirm(Visit visit) {
        return current(visit)
                .compose(view -> pages.page(
                        visit,
                        "provider-delete",
                        Map.of("name", view.name(), "revision", view.revision(), "file", isOfFile(view))));
    }

    private Future<Answer> delete(Visit visit, Form form) {
        var wanted = new DeleteProviderUseCase.Input(visit.by(), name(visit), form.requiredNumber("revision"));
        return providers.delete().execute(wanted).map(deleted -> Redirect.to(PROVIDERS));
    }

    private Future<ProviderView> current(Visit visit) {
        return providers.queries().get(visit.by(), name(visit));
    }

    private ProviderForm newForm(Visit visit, String kind) {
        return ProviderForm.of("", kind(visit, kind), 0, Json.object());
    }

    private ProviderForm storedForm(Visit visit, ProviderView view) {
        if (isOfFile(view)) {
            throw new KeelsonException(
                    ErrorCode.PROVIDER_READ_ONLY,
                    "provider " + view.name() + " stands in the configuration file; it can't be changed here");
        }
        ProviderKind kind = kind(visit, view.state().kind());
        return ProviderForm.of(view.name(), kind, view.revision(), view.settings());
    }

    private ProviderKind kind(Visit visit, String name) {
        return providers.queries().kinds(visit.by()).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new KeelsonException(
                        ErrorCode.PROVIDER_NOT_FOUND, "no started plugin brings providers of this kind"));
    }

    private static boolean isOfFile(ProviderView view) {
        return view.source() == ProviderView.Source.FILE;
    }

    private static String name(Visit visit) {
        return visit.request().path("name");
    }
}

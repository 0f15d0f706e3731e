package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.webhook.EditWebhookUseCase.Target;
import dev.keelson.core.webhook.EditWebhookUseCase.WithSecret;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Webhooks: who is told what, the log of deliveries, and what can be done by hand. */
final class WebhookPages {
    private static final String WEBHOOKS = "/admin/webhooks";
    private static final String ONE = WEBHOOKS + "/{id}";
    private static final String CREATE = "/admin/create-webhook";
    private static final int DELIVERIES = 20;

    private final AdminUiParts.Webhooks webhooks;
    private final Pages pages;

    WebhookPages(AdminUiParts.Webhooks webhooks, Pages pages) {
        this.webhooks = webhooks;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        Permission manage = Permission.WEBHOOK_MANAGE;
        routes.page(manage, WEBHOOKS, this::list);
        routes.page(
                manage,
                CREATE,
                visit -> pages.page(visit, "webhook-edit", WebhookForm.blank().model()));
        routes.form(manage, CREATE, this::create);
        routes.page(manage, ONE, this::show);
        routes.page(manage, ONE + "/edit", this::edit);
        routes.form(manage, ONE + "/edit", this::change);
        routes.form(manage, ONE + "/state", this::changeState);
        routes.form(manage, ONE + "/test", this::test);
        routes.page(manage, ONE + "/rotate", visit -> confirm(visit, "webhook-rotate"));
        routes.form(manage, ONE + "/rotate", this::rotate);
        routes.page(manage, ONE + "/delete", visit -> confirm(visit, "webhook-delete"));
        routes.form(manage, ONE + "/delete", this::delete);
        routes.form(manage, ONE + "/deliveries/{delivery}/resend", this::resend);
    }

    private Future<Answer> list(Visit visit) {
        return webhooks.queries()
                .list(visit.by())
                .compose(all -> pages.page(visit, "webhooks", Map.of("webhooks", all)));
    }

    private Future<Answer> create(Visit visit, Form form) {
        WebhookForm typed = WebhookForm.typed("", 0, form);
        return Future.succeededFuture(typed)
                .map(WebhookForm::settings)
                .compose(settings -> webhooks.edit().create(visit.by(), settings))
                .compose(created -> secret(visit, created))
                .recover(Pages.recover(failure -> pages.refused(visit, "webhook-edit", failure, typed.model())));
    }

    private Future<Answer> show(Visit visit) {
        String cursor = visit.request().query("cursor").text("cursor");
        return current(visit)
                .compose(webhook -> webhooks.queries()
                        .deliveries(visit.by(), webhook.id(), new PageRequest(DELIVERIES, cursor))
                        .compose(log -> {
                            Map<String, Object> model = new HashMap<>(Shown.page("deliveries", log));
                            model.put("hook", webhook);
                            return pages.page(visit, "webhook", model);
                        }));
    }

    private Future<Answer> edit(Visit visit) {
        return current(visit)
                .compose(webhook -> pages.page(
                        visit, "webhook-edit", WebhookForm.of(webhook).model()));
    }

    private Future<Answer> change(Visit visit, Form form) {
        Target target = target(visit, form);
        WebhookForm typed = WebhookForm.typed(target.id(), target.revision(), form);
        return current(visit)
                .compose(webhook -> webhooks.edit().change(target, typed.settings(), webhook.state()))
                .map(changed -> back(visit))
                .recover(Pages.recover(failure -> pages.refused(visit, "webhook-edit", failure, typed.model())));
    }

    private Future<Answer> changeState(Visit visit, Form form) {
        Webhook.State wanted =
                form.line("state").equals(Webhook.State.ACTIVE.id()) ? Webhook.State.ACTIVE : Webhook.State.DISABLED;
        return current(visit)
                .compose(webhook -> webhooks.edit().change(target(visit, form), webhook.settings(), wanted))
                .map(changed -> back(visit));
    }

    private Future<Answer> test(Visit visit, Form form) {
        return webhooks.send().test(visit.by(), id(visit)).map(sent -> back(visit));
    }

    private Future<Answer> rotate(Visit visit, Form form) {
        return webhooks.edit()
                .rotate(target(visit, form), Duration.ofHours(form.requiredNumber("hours")))
                .compose(rotated -> secret(visit, rotated))
                .recover(Pages.recover(failure -> current(visit)
                        .compose(webhook -> pages.refused(visit, "webhook-rotate", failure, Map.of("hook", webhook)))));
    }

    private Future<Answer> delete(Visit visit, Form form) {
        return webhooks.edit().delete(target(visit, form)).map(deleted -> Redirect.to(WEBHOOKS));
    }

    private Future<Answer> resend(Visit visit, Form form) {
        return webhooks.send()
                .resend(visit.by(), id(visit), visit.request().path("delivery"))
                .map(sent -> back(visit));
    }

    private Future<Answer> confirm(Visit visit, String template) {
        return current(visit).compose(webhook -> pages.page(visit, template, Map.of("hook", webhook)));
    }

    private Future<Answer> secret(Visit visit, WithSecret fresh) {
        return pages.page(
                visit,
                "webhook-secret",
                Map.of("hook", fresh.webhook(), "secret", fresh.secret().reveal()));
    }

    private Future<Webhook> current(Visit visit) {
        return webhooks.queries().get(visit.by(), id(visit));
    }

    private static Target target(Visit visit, Form form) {
        return new Target(visit.by(), id(visit), form.requiredNumber("revision"));
    }

    private static Answer back(Visit visit) {
        return Redirect.to(WEBHOOKS + "/" + id(visit));
    }

    private static String id(Visit visit) {
        return visit.request().path("id");
    }
}

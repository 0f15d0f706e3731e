package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.webhook.EditWebhookUseCase;
import dev.keelson.core.webhook.EditWebhookUseCase.WithSecret;
import dev.keelson.core.webhook.SendWebhookUseCase;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookQueries;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.EntityTags;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Webhooks, and the log of what was sent to them. */
public final class WebhookRoutes implements Routes {
    private static final ApiDescription.BodySchema CREATE = ApiDescription.BodySchema.named("WebhookCreate");
    private static final ApiDescription.BodySchema CHANGE = ApiDescription.BodySchema.named("WebhookChange");
    private static final ApiDescription.BodySchema ROTATE = ApiDescription.BodySchema.named("WebhookRotate");
    private static final String ALL = "/v1/webhooks";
    private static final String ONE = ALL + "/{id}";

    private final WebhookQueries queries;
    private final EditWebhookUseCase edit;
    private final SendWebhookUseCase send;
    private final BodyPolicy body;

    /** The use cases that these routes call. */
    public record UseCases(WebhookQueries queries, EditWebhookUseCase edit, SendWebhookUseCase send) {}

    public WebhookRoutes(UseCases useCases, HttpConfig config) {
        queries = useCases.queries();
        edit = useCases.edit();
        send = useCases.send();
        body = config.managementBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        Permission manage = Permission.WEBHOOK_MANAGE;
        registry.secured(manage, GET, ALL, this::list);
        registry.secured(manage, POST, ALL, RouteHandler.reading(body, this::create));
        registry.secured(manage, GET, ONE, this::get);
        registry.secured(manage, PUT, ONE, RouteHandler.reading(body, this::change));
        registry.secured(manage, DELETE, ONE, this::delete);
        registry.secured(manage, POST, ONE + "/rotate-secret", RouteHandler.reading(body.orNone(), this::rotate));
        registry.secured(manage, POST, ONE + "/test", this::test);
        registry.secured(manage, GET, ONE + "/deliveries", this::deliveries);
        registry.secured(manage, POST, ONE + "/deliveries/{delivery}/resend", this::resend);
    }

    private Future<Answer> list(ApiRequest request) {
        request.requireNoQuery();
        return queries.list(request.principal()).map(all -> Answer.json(200, PageJson.all(all, WebhookJson::webhook)));
    }

    private Future<Answer> create(ApiRequest request) {
        JsonNode given = CREATE.read(request);
        return edit.create(request.principal(), WebhookJson.toSettings(given))
                .map(created -> answer(201, created)
                        .with(
                                HttpHeaders.LOCATION,
                                ALL + "/" + created.webhook().id()));
    }

    private Future<Answer> get(ApiRequest request) {
        return queries.get(request.principal(), request.path("id")).map(webhook -> answer(200, webhook));
    }

    private Future<Answer> change(ApiRequest request) {
        EditWebhookUseCase.Target target = target(request);
        JsonNode given = CHANGE.read(request);
        return edit.change(target, WebhookJson.toSettings(given), WebhookJson.toState(given))
                .map(webhook -> answer(200, webhook));
    }

    private Future<Answer> delete(ApiRequest request) {
        return edit.delete(target(request)).map(done -> Answer.empty(204, List.of()));
    }

    private Future<Answer> rotate(ApiRequest request) {
        EditWebhookUseCase.Target target = target(request);
        JsonNode given = ROTATE.read(request);
        return edit.rotate(target, WebhookJson.toOverlap(given)).map(rotated -> answer(200, rotated));
    }

    private Future<Answer> test(ApiRequest request) {
        return send.test(request.principal(), request.path("id"))
                .map(delivery -> Answer.json(202, WebhookJson.delivery(delivery)));
    }

    private Future<Answer> deliveries(ApiRequest request) {
        return queries.deliveries(
                        request.principal(),
                        request.path("id"),
                        request.query("limit", "cursor").page())
                .map(page -> Answer.json(200, PageJson.of(page, WebhookJson::delivery)));
    }

    private Future<Answer> resend(ApiRequest request) {
        return send.resend(request.principal(), request.path("id"), request.path("delivery"))
                .map(delivery -> Answer.json(202, WebhookJson.delivery(delivery)));
    }

    private static EditWebhookUseCase.Target target(ApiRequest request) {
        return new EditWebhookUseCase.Target(
                request.principal(), request.path("id"), EntityTags.requireIfMatch(request));
    }

    private static Answer answer(int status, Webhook webhook) {
        return Answer.json(status, WebhookJson.webhook(webhook))
                .with(HttpHeaders.ETAG, EntityTags.of(webhook.revision()));
    }

    private static Answer answer(int status, WithSecret fresh) {
        return Answer.json(status, WebhookJson.withSecret(fresh))
                .with(HttpHeaders.ETAG, EntityTags.of(fresh.webhook().revision()));
    }
}

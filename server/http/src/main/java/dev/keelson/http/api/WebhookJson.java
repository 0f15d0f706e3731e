package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.webhook.Delivery;
import dev.keelson.core.webhook.DeliveryAttempt;
import dev.keelson.core.webhook.EditWebhookUseCase;
import dev.keelson.core.webhook.EditWebhookUseCase.WithSecret;
import dev.keelson.core.webhook.FailureRateRule;
import dev.keelson.core.webhook.SigningSecret;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookEventType;
import dev.keelson.core.webhook.WebhookSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Webhooks and deliveries as JSON. A secret is in the answer that made it, and in no other. */
final class WebhookJson {

    private WebhookJson() {}

    /** {@code body} has passed its schema. */
    static WebhookSettings toSettings(JsonNode body) {
        Set<WebhookEventType> events = texts(body.path("events")).stream()
                .map(WebhookEventType::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new WebhookSettings(
                body.path("url").asText(),
                body.path("description").asText(),
                events,
                texts(body.path("agents")),
                toRule(body.path("failureRate")));
    }

    static Webhook.State toState(JsonNode body) {
        return body.path("state").asText().equals(Webhook.State.DISABLED.id())
                ? Webhook.State.DISABLED
                : Webhook.State.ACTIVE;
    }

    static Duration toOverlap(JsonNode body) {
        return body.has("overlapHours")
                ? Duration.ofHours(body.get("overlapHours").intValue())
                : EditWebhookUseCase.DEFAULT_OVERLAP;
    }

    static ObjectNode webhook(Webhook webhook) {
        WebhookSettings settings = webhook.settings();
        ObjectNode json = Json.object()
                .put("id", webhook.id())
                .put("url", settings.url())
                .put("description", settings.description());
        json.set(
                "events",
                PageJson.texts(settings.events().stream()
                        .map(WebhookEventType::id)
                        .sorted()
                        .toList()));
        json.set("agents", PageJson.texts(settings.agents().stream().sorted().toList()));
        json.putObject("failureRate")
                .put("threshold", settings.failureRate().threshold())
                .put("minExecutions", settings.failureRate().minExecutions())
                .put("windowMinutes", settings.failureRate().window().toMinutes());
        json.put("state", webhook.state().id());
        OptionalFields.put(json, "stateReason", webhook.stateReason().isEmpty() ? null : webhook.stateReason());
        OptionalFields.put(json, "failingSince", webhook.failingSince());
        json.set("secrets", PageJson.array(webhook.secrets(), WebhookJson::secret));
        return json.put("revision", webhook.revision())
                .put("createdAt", webhook.createdAt().toString())
                .put("changedAt", webhook.changedAt().toString())
                .put("changedBy", webhook.changedBy());
    }

    static ObjectNode withSecret(WithSecret fresh) {
        return webhook(fresh.webhook()).put("secret", fresh.secret().reveal());
    }

    static ObjectNode delivery(Delivery delivery) {
        ObjectNode json = Json.object()
                .put("id", delivery.id())
                .put("type", delivery.type())
                .put("state", delivery.state().id())
                .put("createdAt", delivery.createdAt().toString());
        if (delivery.state() == Delivery.State.PENDING) {
            json.put("nextAttemptAt", delivery.dueAt().toString());
        }
        OptionalFields.put(json, "note", delivery.note().isEmpty() ? null : delivery.note());
        json.set("body", Json.parse(delivery.body()));
        json.set("attempts", PageJson.array(delivery.attempts(), WebhookJson::attempt));
        return json;
    }

    private static FailureRateRule toRule(JsonNode json) {
        FailureRateRule usual = FailureRateRule.DEFAULT;
        return new FailureRateRule(
                json.path("threshold").asDouble(usual.threshold()),
                json.path("minExecutions").asInt(usual.minExecutions()),
                Duration.ofMinutes(
                        json.path("windowMinutes").asLong(usual.window().toMinutes())));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ObjectNode secret(SigningSecret secret) {
        ObjectNode json = Json.object().put("createdAt", secret.createdAt().toString());
        OptionalFields.put(json, "validUntil", secret.validUntil());
        return json;
    }

    private static ObjectNode attempt(DeliveryAttempt attempt) {
        ObjectNode json = Json.object().put("at", attempt.at().toString());
        OptionalFields.put(json, "status", attempt.status());
        OptionalFields.put(json, "error", attempt.error().isEmpty() ? null : attempt.error());
        return json.put("durationMs", attempt.duration().toMillis()).put("answer", attempt.answer());
    }
}

package dev.keelson.core.webhook;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.secret.SealedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Valid webhooks and deliveries for tests. */
public final class WebhookFixtures {
    public static final String URL = "https://hooks.example.com/keelson?team=a";

    private WebhookFixtures() {}

    public static WebhookSettings settings(WebhookEventType... events) {
        return new WebhookSettings(
                URL, "To the team", Set.of(events), Set.of(), new FailureRateRule(0.25, 10, Duration.ofMinutes(7)));
    }

    public static Webhook webhook(String id, int revision) {
        return new Webhook(
                id,
                settings(WebhookEventType.VERSION_PUBLISHED, WebhookEventType.FAILURE_RATE),
                Webhook.State.ACTIVE,
                "",
                List.of(
                        new SigningSecret(new SealedSecret("k1", "d3JhcHBlZA", "c2VhbGVk"), Fixtures.NOW, null),
                        new SigningSecret(
                                new SealedSecret("k1", "b2xk", "b2xk"), Fixtures.NOW, Fixtures.NOW.plusSeconds(9))),
                null,
                revision,
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(revision),
                "admin");
    }

    public static Delivery delivery(String webhook, int number, Instant at) {
        var event = new WebhookEvent(
                "audit-" + number,
                WebhookEventType.VERSION_PUBLISHED,
                at,
                "triage",
                Json.object().put("agent", "triage"));
        return Delivery.of(webhook, event, at);
    }
}

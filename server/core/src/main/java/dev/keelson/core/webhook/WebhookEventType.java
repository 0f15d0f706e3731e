package dev.keelson.core.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What a webhook can hear of. */
public enum WebhookEventType {
    VERSION_PUBLISHED("version.published"),
    ALIAS_REMAPPED("alias.remapped"),
    ALIAS_ROLLED_BACK("alias.rolled-back"),
    SCHEMA_CHANGE_PROPOSED("schema-change.proposed"),
    SCHEMA_CHANGE_DECIDED("schema-change.decided"),
    FAILURE_RATE("execution.failure-rate"),
    /** Sent once, on demand, whatever the webhook's filters say. */
    TEST("webhook.test");

    private final String id;

    WebhookEventType(String id) {
        this.id = id;
    }

    /** The name as it stands in events, requests and answers. */
    public String id() {
        return id;
    }

    public static Optional<WebhookEventType> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }
}

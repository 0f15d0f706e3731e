package dev.keelson.core.webhook;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** How webhooks stand in the audit log, and what became of changes without an outcome. */
public final class AuditedWebhooks implements AuditedTarget {
    static final String DELETED = "deleted";
    private static final String PATH = "webhooks/";
    private static final Set<String> ACTIONS = Set.of(
            AuditActions.WEBHOOK_CREATE,
            AuditActions.WEBHOOK_EDIT,
            AuditActions.WEBHOOK_ROTATE_SECRET,
            AuditActions.WEBHOOK_DELETE);

    private final WebhookRepository webhooks;

    public AuditedWebhooks(WebhookRepository webhooks) {
        this.webhooks = webhooks;
    }

    static String target(String id) {
        return PATH + id;
    }

    /** A webhook's state in one text: its address without the path, which may hold a token. */
    static String text(Webhook webhook) {
        String origin = WebhookUrl.parse(webhook.settings().url()).origin();
        String events = String.join(
                ", ",
                webhook.settings().events().stream()
                        .map(WebhookEventType::id)
                        .sorted()
                        .toList());
        return "revision " + webhook.revision() + ": " + webhook.state().id() + ", " + origin + ", " + events;
    }

    @Override
    public boolean covers(String action) {
        return ACTIONS.contains(action);
    }

    /** An id is never given twice, so a webhook that is not there was deleted. */
    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        return webhooks.find(intent.target().substring(PATH.length())).map(found -> {
            if (intent.action().equals(AuditActions.WEBHOOK_DELETE)) {
                return found.isEmpty() ? List.of(DELETED) : List.of();
            }
            return found.stream()
                    .filter(each -> each.changedBy().equals(intent.actor().keyId())
                            && !each.changedAt().isBefore(intent.at()))
                    .map(AuditedWebhooks::text)
                    .toList();
        });
    }
}

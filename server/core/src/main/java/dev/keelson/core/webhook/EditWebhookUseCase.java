package dev.keelson.core.webhook;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.secret.Secret;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Creates, changes and deletes webhooks, and rotates their secrets. */
public final class EditWebhookUseCase {
    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final Parts parts;

    /** What the use case works with. */
    public record Parts(
            WebhookRepository webhooks,
            WebhookQueries queries,
            WebhookEgress egress,
            WebhookSecrets secrets,
            AuditLog audit,
            IdGenerator ids,
            Clock clock) {}

    public EditWebhookUseCase(Parts parts) {
        this.parts = parts;
    }

    /** A webhook with its new secret in the clear: the only time that anyone sees it. */
    public record WithSecret(Webhook webhook, Secret secret) {}

    /** Which revision of which webhook a decision rests on. */
    public record Target(Principal by, String id, int revision) {}

    /** Fails with {@link ErrorCode#REQUEST_INVALID} and everything that is wrong, before anything is stored. */
    public Future<WithSecret> create(Principal by, WebhookSettings settings) {
        WebhookRights.requireChange(by, settings);
        WebhookUrl url = settings.requireValid();
        return parts.webhooks
                .list()
                .map(EditWebhookUseCase::requireRoom)
                .compose(room -> requireReachable(url))
                .compose(open -> insert(by, settings, url));
    }

    /**
     * Changes settings and state. Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND}, {@link ErrorCode#REVISION_STALE} and
     * {@link ErrorCode#REQUEST_INVALID}, also when the address would move to another origin: the receiver there must not
     * get signatures of a secret that was given to someone else.
     */
    public Future<Webhook> change(Target target, WebhookSettings settings, Webhook.State state) {
        WebhookRights.requireChange(target.by(), settings);
        WebhookUrl url = settings.requireValid();
        return current(target).compose(current -> {
            requireSameOrigin(current, url);
            boolean moved = !current.settings().url().equals(settings.url());
            Future<Void> reachable = moved ? requireReachable(url) : Future.succeededFuture();
            return reachable.compose(open -> parts.audit.record(
                    audited(target.by(), AuditActions.WEBHOOK_EDIT, current),
                    () -> parts.webhooks.commit(changed(target, current, settings, state)),
                    AuditedWebhooks::text));
        });
    }

    /** Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND} or {@link ErrorCode#REVISION_STALE}. */
    public Future<Void> delete(Target target) {
        return current(target)
                .compose(current -> parts.audit.record(
                        audited(target.by(), AuditActions.WEBHOOK_DELETE, current),
                        () -> parts.webhooks.delete(target.id(), target.revision()),
                        done -> AuditedWebhooks.DELETED));
    }

    /** The secret before goes on signing beside the new one for {@code overlap}. Fails like {@link #change}. */
    public Future<WithSecret> rotate(Target target, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw WebhookSettings.invalid(List.of(
                    Violation.at("/overlapHours", "range", "overlap: " + overlap + " (expected: 0 to 7 days)")));
        }
        return current(target).compose(current -> {
            WebhookUrl url = WebhookUrl.parse(current.settings().url());
            WebhookSecrets.Fresh fresh = parts.secrets.fresh(current.id(), url, parts.clock.instant());
            return parts.audit
                    .record(
                            audited(target.by(), AuditActions.WEBHOOK_ROTATE_SECRET, current),
                            () -> parts.webhooks.commit(current.rotated(fresh.stored(), overlap, by(target.by()))),
                            AuditedWebhooks::text)
                    .map(stored -> new WithSecret(stored, fresh.clear()));
        });
    }

    private Future<WithSecret> insert(Principal by, WebhookSettings settings, WebhookUrl url) {
        String id = "wh_" + parts.ids.executionId();
        WebhookSecrets.Fresh fresh = parts.secrets.fresh(id, url, parts.clock.instant());
        var change = new AuditedChange(by, AuditActions.WEBHOOK_CREATE, AuditedWebhooks.target(id), "", "");
        return parts.audit
                .record(
                        change,
                        () -> parts.webhooks.commit(first(id, settings, fresh.stored(), by(by))),
                        AuditedWebhooks::text)
                .map(stored -> new WithSecret(stored, fresh.clear()));
    }

    private static Webhook first(String id, WebhookSettings settings, SigningSecret secret, Webhook.Change change) {
        return new Webhook(
                id,
                settings,
                Webhook.State.ACTIVE,
                "",
                List.of(secret),
                null,
                1,
                change.at(),
                change.at(),
                change.by());
    }

    private Webhook changed(Target target, Webhook current, WebhookSettings settings, Webhook.State state) {
        if (state == current.state()) {
            return current.with(settings, by(target.by()));
        }
        String verb = state == Webhook.State.ACTIVE ? "enabled" : "disabled";
        return current.with(settings, by(target.by()))
                .in(state, verb + " by " + target.by().name(), by(target.by()))
                .atRevision(current.revision() + 1);
    }

    private Future<Webhook> current(Target target) {
        target.by().require(Permission.WEBHOOK_MANAGE);
        return parts.queries.get(target.by(), target.id()).map(webhook -> {
            if (webhook.revision() != target.revision()) {
                throw KeelsonException.stale("the webhook is at revision " + webhook.revision(), webhook);
            }
            return webhook;
        });
    }

    private Future<Void> requireReachable(WebhookUrl url) {
        return parts.egress.refusal(url.text()).map(refusal -> {
            refusal.ifPresent(reason -> {
                throw WebhookSettings.invalid(List.of(Violation.at("/url", "egress", refused(url, reason))));
            });
            return null;
        });
    }

    private static String refused(WebhookUrl url, String reason) {
        return url.origin() + " may not be reached: " + reason
                + "; the operator can allow it in the configuration file, under egress.webhooks.allow";
    }

    private static void requireSameOrigin(Webhook current, WebhookUrl url) {
        String origin = WebhookUrl.parse(current.settings().url()).origin();
        if (!origin.equals(url.origin())) {
            String message = "url: " + url.origin() + " (expected: " + origin
                    + "; a secret belongs to one origin, so create another webhook for another one)";
            throw WebhookSettings.invalid(List.of(Violation.at("/url", "origin", message)));
        }
    }

    private static boolean requireRoom(List<Webhook> all) {
        if (all.size() >= Webhook.MAX_COUNT) {
            throw WebhookSettings.invalid(List.of(Violation.at(
                    "",
                    "maxItems",
                    "there are " + all.size() + " webhooks (expected: at most " + Webhook.MAX_COUNT + ")")));
        }
        return true;
    }

    private Webhook.Change by(Principal principal) {
        return new Webhook.Change(parts.clock.instant(), principal.keyId());
    }

    private static AuditedChange audited(Principal by, String action, Webhook current) {
        return new AuditedChange(by, action, AuditedWebhooks.target(current.id()), AuditedWebhooks.text(current), "");
    }
}

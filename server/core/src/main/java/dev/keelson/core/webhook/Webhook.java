package dev.keelson.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens.
 *
 * @param stateReason why it is in that state, empty when it was never changed
 * @param secrets the current one first, then those that still sign after a rotation; at most {@value #MAX_SECRETS}
 * @param failingSince the first failed attempt since the last one that worked; null while it works
 * @param revision 1, 2, 3...; compare-and-set goes by it
 */
public record Webhook(
        String id,
        WebhookSettings settings,
        State state,
        String stateReason,
        List<SigningSecret> secrets,
        @Nullable Instant failingSince,
        int revision,
        Instant createdAt,
        Instant changedAt,
        String changedBy) {
    /** How many there may be. */
    public static final int MAX_COUNT = 100;
    /** Every secret costs a signature in each delivery. */
    static final int MAX_SECRETS = 3;

    public Webhook {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(state, "state");
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("secrets: " + secrets.size() + " (expected: 1 to " + MAX_SECRETS + ")");
        }
    }

    /** Whether deliveries are sent. */
    public enum State {
        ACTIVE,
        DISABLED;

        /** The name as it stands in requests and answers. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who changes a webhook, and when. */
    record Change(Instant at, String by) {}

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    /** The one that signs for good. */
    public SigningSecret currentSecret() {
        return secrets.get(0);
    }

    Webhook with(WebhookSettings next, Change change) {
        return new Webhook(
                id, next, state, stateReason, secrets, failingSince, revision + 1, createdAt, change.at, change.by);
    }

    /** A webhook that is switched on again has not failed yet. */
    Webhook in(State next, String reason, Change change) {
        return new Webhook(
                id,
                settings,
                next,
                reason,
                secrets,
                next == State.ACTIVE ? null : failingSince,
                revision + 1,
                createdAt,
                change.at,
                change.by);
    }

    /** With a new current secret; the one before goes on signing for {@code overlap}, older ones as long as they had. */
    Webhook rotated(SigningSecret fresh, Duration overlap, Change change) {
        SigningSecret current = currentSecret();
        SigningSecret retiring = new SigningSecret(current.sealed(), current.createdAt(), change.at.plus(overlap));
        List<SigningSecret> older = secrets.subList(1, secrets.size());
        List<SigningSecret> next = Stream.concat(Stream.of(fresh, retiring), older.stream())
                .filter(secret -> secret.signsAt(change.at))
                .limit(MAX_SECRETS)
                .toList();
        return withSecrets(next, change);
    }

    Webhook withSecrets(List<SigningSecret> next, Change change) {
        return new Webhook(
                id, settings, state, stateReason, next, failingSince, revision + 1, createdAt, change.at, change.by);
    }

    /** Two changes that are stored as one. */
    Webhook atRevision(int stored) {
        return new Webhook(
                id, settings, state, stateReason, secrets, failingSince, stored, createdAt, changedAt, changedBy);
    }

    /** The signatures' binding: a secret opens for this webhook and this origin only. Neither can hold a line break. */
    static String binding(String id, WebhookUrl url) {
        return "keelson/webhook\n" + id + "\n" + url.origin();
    }
}

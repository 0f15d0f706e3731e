package dev.keelson.core.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param id follows from webhook and event, so that a repeat is found out; receivers get it as {@code webhook-id}
 * @param body what is signed and sent, the same in every attempt
 * @param step attempts made since the delivery was last started; decides how long to wait for the next
 * @param dueAt when to try, or until when whoever tries has it for itself
 * @param revision rises with every change: who holds an older one can't record any more
 * @param note why it ended without success; empty otherwise
 * @param attempts oldest first; the last {@value #MAX_ATTEMPTS}
 */
public record Delivery(
        String id,
        String webhook,
        String event,
        String type,
        String body,
        Instant createdAt,
        State state,
        int step,
        Instant dueAt,
        int revision,
        String note,
        List<DeliveryAttempt> attempts) {
    static final int MAX_ATTEMPTS = 30;

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(webhook, "webhook");
        attempts = List.copyOf(attempts);
    }

    /** How far a delivery is. */
    public enum State {
        PENDING,
        DELIVERED,
        FAILED;

        /** The name as it stands in answers. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Delivery of(String webhook, WebhookEvent event, Instant now) {
        return new Delivery(
                idOf(webhook, event),
                webhook,
                event.id(),
                event.type().id(),
                event.body(),
                now,
                State.PENDING,
                0,
                now,
                1,
                "",
                List.of());
    }

    static String idOf(String webhook, WebhookEvent event) {
        return webhook + "-" + event.id();
    }

    boolean isTest() {
        return type.equals(WebhookEventType.TEST.id());
    }

    /** For the one who takes it: nobody else tries before {@code until}. */
    Delivery leased(Instant until) {
        return next(State.PENDING, step, until, "", attempts);
    }

    Delivery delivered(DeliveryAttempt attempt) {
        return next(State.DELIVERED, step + 1, dueAt, "", with(attempt));
    }

    Delivery failed(@Nullable DeliveryAttempt attempt, String why) {
        return next(State.FAILED, step + 1, dueAt, why, attempt == null ? attempts : with(attempt));
    }

    Delivery retried(DeliveryAttempt attempt, Instant due) {
        return next(State.PENDING, step + 1, due, "", with(attempt));
    }

    /** From the start, by hand; whoever is trying now can't record its outcome any more. */
    Delivery again(Instant now) {
        return next(State.PENDING, 0, now, "", attempts);
    }

    private List<DeliveryAttempt> with(DeliveryAttempt attempt) {
        List<DeliveryAttempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return all.subList(Math.max(0, all.size() - MAX_ATTEMPTS), all.size());
    }

    private Delivery next(State now, int made, Instant due, String why, List<DeliveryAttempt> tried) {
        return new Delivery(id, webhook, event, type, body, createdAt, now, made, due, revision + 1, why, tried);
    }
}

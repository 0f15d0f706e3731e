package dev.keelson.core.webhook;

import dev.keelson.core.common.Failpoint;
import dev.keelson.core.webhook.WebhookClient.Answer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tries one delivery: signs, sends, records what came of it. Safe for concurrent use. */
public final class DeliveryAttempts {
    private final Parts parts;
    private final RetrySchedule schedule;

    /** What attempts work with; {@code random} spreads the retries. */
    public record Parts(
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookHealth health,
            Clock clock,
            RandomGenerator random) {}

    public DeliveryAttempts(Parts parts) {
        this.parts = parts;
        schedule = new RetrySchedule(parts.random);
    }

    /**
     * Tries a delivery that was claimed. The webhook is read anew, so that changed secrets and a webhook that was disabled
     * count at once.
     */
    Future<Void> make(Delivery claimed) {
        return parts.webhooks.find(claimed.webhook()).compose(found -> {
            if (found.isEmpty()) {
                return giveUp(claimed, "the webhook was deleted");
            }
            Webhook webhook = found.get();
            return webhook.isActive() || claimed.isTest()
                    ? send(claimed, webhook)
                    : giveUp(claimed, "the webhook is disabled");
        });
    }

    private Future<Void> giveUp(Delivery claimed, String why) {
        return parts.deliveries.commit(claimed.failed(null, why)).mapEmpty();
    }

    private Future<Void> send(Delivery claimed, Webhook webhook) {
        Instant at = parts.clock.instant();
        return post(claimed, webhook, at)
                .map(answer -> new Tried(answered(at, answer), answer.retryAfter()))
                .otherwise(failure -> new Tried(unanswered(at, failure), null))
                .compose(tried -> record(claimed, webhook, tried));
    }

    /** An attempt, and when the receiver wants the next. */
    private record Tried(DeliveryAttempt attempt, @Nullable String retryAfter) {}

    private Future<Answer> post(Delivery claimed, Webhook webhook, Instant at) {
        try {
            String signatures =
                    WebhookSigner.signatures(claimed.id(), at, claimed.body(), parts.secrets.signing(webhook, at));
            Map<String, String> headers = Map.of(
                    "webhook-id", claimed.id(),
                    "webhook-timestamp", Long.toString(at.getEpochSecond()),
                    "webhook-signature", signatures);
            return parts.client.post(
                    new WebhookClient.Request(webhook.settings().url(), headers, claimed.body()));
        } catch (RuntimeException unsendable) {
            return Future.failedFuture(unsendable);
        }
    }

    private DeliveryAttempt answered(Instant at, Answer answer) {
        return new DeliveryAttempt(at, answer.status(), "", since(at), AnswerExcerpt.of(answer.start()));
    }

    private DeliveryAttempt unanswered(Instant at, Throwable failure) {
        String why = Objects.requireNonNullElse(failure.getMessage(), "no answer");
        return new DeliveryAttempt(at, null, AnswerExcerpt.of(why), since(at), "");
    }

    private Duration since(Instant at) {
        Duration taken = Duration.between(at, parts.clock.instant());
        return taken.isNegative() ? Duration.ZERO : taken;
    }

    /** Whose claim ran out meanwhile records nothing and draws no conclusions: another has the delivery. */
    private Future<Void> record(Delivery claimed, Webhook webhook, Tried tried) {
        Failpoint.hit("webhook.record.before");
        return parts.deliveries
                .commit(after(claimed, tried))
                .compose(recorded -> recorded && !(claimed.isTest() && !tried.attempt.succeeded())
                        ? parts.health.note(webhook, tried.attempt)
                        : Future.succeededFuture());
    }

    private Delivery after(Delivery claimed, Tried tried) {
        DeliveryAttempt attempt = tried.attempt;
        if (attempt.succeeded()) {
            return claimed.delivered(attempt);
        }
        if (attempt.isGone()) {
            return claimed.failed(attempt, "the receiver answered 410 Gone");
        }
        if (claimed.isTest()) {
            return claimed.failed(attempt, "a test is sent once");
        }
        Optional<Instant> next = schedule.next(claimed.step() + 1, parts.clock.instant(), tried.retryAfter);
        return next.map(due -> claimed.retried(attempt, due))
                .orElseGet(() -> claimed.failed(attempt, "no attempt is left"));
    }
}

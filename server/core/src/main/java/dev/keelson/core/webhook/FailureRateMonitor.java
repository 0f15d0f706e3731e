package dev.keelson.core.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import dev.keelson.core.trace.TraceSummary;
import dev.keelson.core.webhook.WebhookOutbox.Addressed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watches which share of this node's executions fails, for each agent and alias, and tells the webhooks that asked for it:
 * once when their threshold is reached, and again only after the share had fallen below three quarters of it or the window
 * had become empty. Keeps the {@value #MAX_KEYS} agents and aliases used last. Safe for concurrent use.
 */
public final class FailureRateMonitor {
    static final int MAX_KEYS = 1_000;
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Below the threshold by this much counts as recovered, so that a share around it does not ring again and again. */
    private static final double RECOVERED = 0.75;

    private final WebhookRepository webhooks;
    private final WebhookOutbox outbox;
    private final IdGenerator ids;
    private final Clock clock;
    private final Cache<Key, ExecutionWindow> windows =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build();
    private final AtomicBoolean judging = new AtomicBoolean();
    private volatile long timer = -1;

    public FailureRateMonitor(WebhookRepository webhooks, WebhookOutbox outbox, IdGenerator ids, Clock clock) {
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code alias}: empty when the version was pinned by number. */
    private record Key(String agent, String alias) {}

    /** {@code reports} hears of failures, in words for an operator. */
    public void start(Vertx vertx, Consumer<String> reports) {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tick(reports));
    }

    public void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /** Counts in memory; never waits. */
    public void ended(TraceSummary execution) {
        Key key = new Key(execution.agent(), Objects.requireNonNullElse(execution.alias(), ""));
        Objects.requireNonNull(windows.get(key, first -> new ExecutionWindow()))
                .add(clock.instant(), execution.status() == TraceSummary.Status.ERROR);
    }

    /** How many agents and aliases are watched. */
    long size() {
        windows.cleanUp();
        return windows.estimatedSize();
    }

    private void tick(Consumer<String> reports) {
        if (windows.estimatedSize() > 0 && judging.compareAndSet(false, true)) {
            judge().onFailure(failure -> reports.accept("webhooks can't be told of failed executions: " + failure))
                    .onComplete(done -> judging.set(false));
        }
    }

    /** Completes when everybody who is to be told has a delivery stored. */
    Future<Void> judge() {
        return webhooks.list().compose(all -> {
            List<Webhook> asking = all.stream()
                    .filter(Webhook::isActive)
                    .filter(webhook -> webhook.settings().events().contains(WebhookEventType.FAILURE_RATE))
                    .toList();
            List<Alarm> alarms = alarms(asking, clock.instant());
            return outbox.put(alarms.stream().map(Alarm::addressed).toList())
                    .onSuccess(stored -> alarms.forEach(Alarm::told));
        });
    }

    /** Told only when it is stored: a store that is away delays it. */
    private record Alarm(ExecutionWindow window, Addressed addressed) {

        void told() {
            window.tell(addressed.webhook().id());
        }
    }

    private List<Alarm> alarms(List<Webhook> asking, Instant now) {
        Set<String> known = asking.stream().map(Webhook::id).collect(Collectors.toSet());
        List<Alarm> alarms = new ArrayList<>();
        for (Map.Entry<Key, ExecutionWindow> entry : windows.asMap().entrySet()) {
            entry.getValue().keepTold(known);
            for (Webhook webhook : asking) {
                judge(webhook, entry.getKey(), entry.getValue(), now).ifPresent(alarms::add);
            }
        }
        return alarms;
    }

    private Optional<Alarm> judge(Webhook webhook, Key key, ExecutionWindow window, Instant now) {
        if (!webhook.settings().hears(WebhookEventType.FAILURE_RATE, key.agent)) {
            return Optional.empty();
        }
        FailureRateRule rule = webhook.settings().failureRate();
        ExecutionWindow.Sum sum = window.sum(now, rule.window());
        boolean enough = sum.executions() >= rule.minExecutions();
        if (window.isTold(webhook.id())) {
            if (sum.executions() == 0 || (enough && sum.share() < rule.threshold() * RECOVERED)) {
                window.recover(webhook.id());
            }
            return Optional.empty();
        }
        return enough && sum.share() >= rule.threshold()
                ? Optional.of(new Alarm(window, new Addressed(webhook, event(key, rule, sum, now))))
                : Optional.empty();
    }

    private WebhookEvent event(Key key, FailureRateRule rule, ExecutionWindow.Sum sum, Instant now) {
        ObjectNode data = Json.object().put("agent", key.agent);
        if (!key.alias.isEmpty()) {
            data.put("alias", key.alias);
        }
        data.put("executions", sum.executions())
                .put("failed", sum.failed())
                .put("share", sum.share())
                .put("threshold", rule.threshold())
                .put("windowMinutes", rule.window().toMinutes());
        data.putObject("links")
                .put("agent", "/v1/agents/" + key.agent)
                .put("traces", "/v1/traces?agent=" + key.agent + "&status=error");
        return new WebhookEvent("rate-" + ids.executionId(), WebhookEventType.FAILURE_RATE, now, key.agent, data);
    }
}

package dev.keelson.adminui;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.webhook.FailureRateRule;
import dev.keelson.core.webhook.Webhook;
import dev.keelson.core.webhook.WebhookEventType;
import dev.keelson.core.webhook.WebhookSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form of a webhook's settings: what stands in it, and what was meant.
 *
 * @param fields texts by the name of their input
 * @param events the ones that are ticked
 * @param revision what the change rests on; 0 for a new one
 */
record WebhookForm(String id, int revision, Map<String, String> fields, Set<WebhookEventType> events) {
    private static final List<String> NAMES =
            List.of("url", "description", "agents", "threshold", "minExecutions", "windowMinutes");

    private static final String EVENT = "event.";
    private static final int PERCENT_SCALE = 2;

    static WebhookForm blank() {
        return of("", 0, new WebhookSettings("", "", Set.of(), Set.of(), FailureRateRule.DEFAULT));
    }

    static WebhookForm of(Webhook webhook) {
        return of(webhook.id(), webhook.revision(), webhook.settings());
    }

    private static WebhookForm of(String id, int revision, WebhookSettings settings) {
        FailureRateRule rule = settings.failureRate();
        Map<String, String> fields = Map.of(
                "url", settings.url(),
                "description", settings.description(),
                "agents", settings.agents().stream().sorted().collect(Collectors.joining(", ")),
                "threshold", percent(rule.threshold()),
                "minExecutions", Integer.toString(rule.minExecutions()),
                "windowMinutes", Long.toString(rule.window().toMinutes()));
        return new WebhookForm(id, revision, fields, settings.events());
    }

    /** With what a person typed. */
    static WebhookForm typed(String id, int revision, Form form) {
        Map<String, String> fields = new HashMap<>();
        NAMES.forEach(name -> fields.put(name, form.line(name)));
        Set<WebhookEventType> events = Arrays.stream(WebhookEventType.values())
                .filter(type -> form.flag(EVENT + type.id()))
                .collect(Collectors.toSet());
        return new WebhookForm(id, revision, fields, events);
    }

    /** Fails with {@link ErrorCode#MALFORMED_REQUEST} where a number is none. */
    WebhookSettings settings() {
        Set<String> agents = Arrays.stream(field("agents").split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        var rule = new FailureRateRule(
                number("threshold").movePointLeft(PERCENT_SCALE).doubleValue(),
                number("minExecutions").intValue(),
                Duration.ofMinutes(number("windowMinutes").longValue()));
        return new WebhookSettings(field("url"), field("description"), events, agents, rule);
    }

    Map<String, Object> model() {
        return Map.of(
                "id", id,
                "revision", revision,
                "f", fields,
                "ticked", events.stream().map(WebhookEventType::id).collect(Collectors.toSet()),
                "types",
                        Arrays.stream(WebhookEventType.values())
                                .filter(type -> type != WebhookEventType.TEST)
                                .map(WebhookEventType::id)
                                .toList());
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private BigDecimal number(String name) {
        try {
            return new BigDecimal(field(name));
        } catch (NumberFormatException notANumber) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, name + " is no number", notANumber);
        }
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(PERCENT_SCALE)
                .stripTrailingZeros()
                .toPlainString();
    }
}

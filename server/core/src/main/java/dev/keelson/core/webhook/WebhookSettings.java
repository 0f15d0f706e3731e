package dev.keelson.core.webhook;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sets of a webhook.
 *
 * @param events what it hears of
 * @param agents names of the agents that it hears about; empty means all
 * @param failureRate when {@link WebhookEventType#FAILURE_RATE} is sent
 */
public record WebhookSettings(
        String url, String description, Set<WebhookEventType> events, Set<String> agents, FailureRateRule failureRate) {
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_AGENTS = 200;

    public WebhookSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(description, "description");
        events = Set.copyOf(events);
        agents = Set.copyOf(agents);
        Objects.requireNonNull(failureRate, "failureRate");
    }

    /** The address, checked. Throws {@link ErrorCode#REQUEST_INVALID} with everything that is wrong. */
    WebhookUrl requireValid() {
        List<Violation> violations = new ArrayList<>();
        WebhookUrl address = address(violations);
        if (description.length() > MAX_DESCRIPTION) {
            violations.add(Violation.at(
                    "/description", "maxLength", "description: longer than " + MAX_DESCRIPTION + " characters"));
        }
        if (events.isEmpty()) {
            violations.add(Violation.at("/events", "minItems", "events: none (expected: at least one)"));
        }
        if (agents.size() > MAX_AGENTS) {
            violations.add(Violation.at("/agents", "maxItems", "agents: more than " + MAX_AGENTS));
        }
        violations.addAll(failureRate.violations());
        if (address == null || !violations.isEmpty()) {
            throw invalid(violations);
        }
        return address;
    }

    boolean hears(WebhookEventType type, @Nullable String agent) {
        return events.contains(type) && (agents.isEmpty() || (agent != null && agents.contains(agent)));
    }

    static KeelsonException invalid(List<Violation> violations) {
        return new KeelsonException(ErrorCode.REQUEST_INVALID, "the webhook does not fit", violations);
    }

    private @Nullable WebhookUrl address(List<Violation> violations) {
        try {
            return WebhookUrl.parse(url);
        } catch (IllegalArgumentException unfit) {
            violations.add(Violation.at("/url", "url", "url: " + unfit.getMessage()));
            return null;
        }
    }
}

package dev.keelson.core.webhook;

import java.util.HashMap;
import java.util.Map;

/** Counts what is being sent, so that no receiver can take more than its share. Safe for concurrent use. */
final class SendingPlaces {
    private final int perWebhook;
    private final int total;
    /** Guarded by this. */
    private final Map<String, Integer> taken = new HashMap<>();
    /** Guarded by this. */
    private int all;

    SendingPlaces(int perWebhook, int total) {
        this.perWebhook = perWebhook;
        this.total = total;
    }

    synchronized int free(String webhook) {
        return Math.min(perWebhook - taken.getOrDefault(webhook, 0), total - all);
    }

    /** False when there is none. */
    synchronized boolean take(String webhook) {
        if (free(webhook) < 1) {
            return false;
        }
        taken.merge(webhook, 1, Integer::sum);
        all++;
        return true;
    }

    synchronized void giveBack(String webhook) {
        taken.computeIfPresent(webhook, (id, count) -> count == 1 ? null : count - 1);
        all--;
    }
}

package dev.keelson.core.agent;

import java.time.Instant;

/**
 * A time in which an alias stays where it is; only rollbacks are allowed.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record FreezeWindow(Instant from, Instant to, String reason) {

    public boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }
}

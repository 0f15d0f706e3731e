package dev.keelson.core.agent;

import java.time.Instant;

/**
 * A named unit that can be executed.
 *
 * @param name 1 to 63 lower-case letters, digits and hyphens, starting with a letter; never changes
 */
public record Agent(String name, Instant createdAt, String createdBy, Draft draft) {

    public Agent withDraft(Draft next) {
        return new Agent(name, createdAt, createdBy, next);
    }
}

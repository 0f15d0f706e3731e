package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The numbered record of changes that events are made from. */
@FunctionalInterface
public interface EventSource {

    /** In order of number, those after {@code seq}, at most {@code limit}. A number that was given out never comes late. */
    Future<List<Change>> after(long seq, int limit);

    /**
     * A change as it is recorded.
     *
     * @param done whether it was made: only then there is an event
     * @param action as {@code alias.remap}
     * @param target as {@code agents/triage/aliases/production}
     * @param before the target's state before in one short text, such as {@code revision 3: v1}
     * @param after the target's state after
     */
    record Change(
            long seq,
            Instant at,
            boolean done,
            Actor actor,
            String action,
            String target,
            String before,
            String after,
            String reason) {

        public Change {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(target, "target");
        }
    }

    /** Who made it: the public id of the key, and the owner of the key. */
    record Actor(String keyId, String owner) {}
}

package dev.keelson.core.schemachange;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.keelson.core.agent.AliasTarget;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The wish to let an alias serve another contract, with everything that a decision rests on.
 *
 * @param id 32 hex digits, sorts by time
 * @param digest of everything shown; an approval holds for this and nothing else
 * @param round 1, or higher when equal changes were proposed before and closed
 * @param state as stored; what time or the alias made of it since is in {@link Standing}
 * @param decision null while open; also null when it was superseded or expired undecided
 * @param revision 1, 2, 3...; compare-and-set goes by it
 */
public record SchemaChange(
        String id,
        Proposal proposal,
        Impact impact,
        String digest,
        int round,
        State state,
        @Nullable Decision decision,
        int revision) {

    /**
     * What was proposed.
     *
     * @param base what the alias served then; the change applies to that and nothing else
     * @param authors ids of the keys that wrote what is new in the targets, or proposed it
     * @param owner of the proposer's key
     */
    public record Proposal(
            String agent,
            String alias,
            List<AliasTarget> targets,
            Base base,
            Set<String> authors,
            String proposedBy,
            String owner,
            Instant proposedAt,
            String reason,
            Instant expiresAt) {

        public Proposal {
            targets = List.copyOf(targets);
            authors = Set.copyOf(authors);
        }
    }

    /**
     * The alias as it was when the change was proposed.
     *
     * @param revision of the alias
     */
    public record Base(int revision, List<AliasTarget> targets) {

        public Base {
            targets = List.copyOf(targets);
        }
    }

    /** Where a schema change stands. */
    public enum State {
        OPEN,
        APPROVED,
        REJECTED,
        /** The alias moved on, or what was shown is no longer so. */
        SUPERSEDED,
        EXPIRED;

        /** The state as it stands in answers: {@code open}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What someone decided.
     *
     * @param by id of the key
     * @param owner of that key
     * @param selfApproved whether an author approved, which only single-user mode allows
     */
    public record Decision(String by, String owner, Instant at, String reason, boolean selfApproved) {}

    /** Whether it can still lead to a move. */
    @JsonIgnore
    public boolean isLive() {
        return state == State.OPEN || state == State.APPROVED;
    }

    SchemaChange decided(State next, Decision made) {
        return new SchemaChange(id, proposal, impact, digest, round, next, made, revision + 1);
    }

    SchemaChange closed(State next) {
        return new SchemaChange(id, proposal, impact, digest, round, next, decision, revision + 1);
    }
}

package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keelson.core.access.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may move an alias, when, and with whose approval; and what callers of the alias are told.
 *
 * @param revision 0 while nobody has set a policy, then 1, 2, 3...
 * @param changedAt null while nobody has set a policy
 * @param changedBy null while nobody has set a policy
 */
public record AliasPolicy(
        String agent,
        String alias,
        Terms terms,
        int revision,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    /** What holds for an alias without a policy of its own. */
    public static AliasPolicy unset(String agent, String alias) {
        return new AliasPolicy(agent, alias, Terms.DEFAULT, 0, null, null);
    }

    public AliasPolicy next(Terms terms, Instant now, String by) {
        return new AliasPolicy(agent, alias, terms, revision + 1, now, by);
    }

    /**
     * What the policy says.
     *
     * @param movers empty lets everyone move the alias who has the permission
     * @param deprecation null while callers may stay
     */
    public record Terms(
            Approval approval,
            List<FreezeWindow> freezes,
            List<Mover> movers,
            Follow follow,
            @Nullable Deprecation deprecation) {
        public static final Terms DEFAULT = new Terms(Approval.CONTRACT, List.of(), List.of(), Follow.OFF, null);

        public Terms {
            freezes = List.copyOf(freezes);
            movers = List.copyOf(movers);
        }

        public boolean lets(Principal principal) {
            return movers.isEmpty() || movers.stream().anyMatch(mover -> mover.covers(principal));
        }

        /** The window that is in force; of several the one that ends last. */
        public Optional<FreezeWindow> frozenAt(Instant now) {
            return freezes.stream()
                    .filter(window -> window.covers(now))
                    .max((one, other) -> one.to().compareTo(other.to()));
        }
    }

    /** Which moves need an approved schema change. */
    public enum Approval {
        /** Each that gives callers another contract. */
        @JsonProperty("contract")
        CONTRACT,
        /** Only those that may break a caller. */
        @JsonProperty("risky")
        RISKY,
        /** Every move, also one that changes behaviour only. */
        @JsonProperty("always")
        ALWAYS;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which newly published versions the alias takes by itself. */
    public enum Follow {
        @JsonProperty("off")
        OFF,
        /** Those with the contract that it serves. */
        @JsonProperty("same-contract")
        SAME_CONTRACT,
        /** All that need no approval. */
        @JsonProperty("compatible")
        COMPATIBLE;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keelson.core.access.Principal;
import java.util.Locale;

/**
 * Who may move an alias: one key, all keys of an owner, or all of a role.
 *
 * @param value id of the key, name of the owner or id of the role
 */
public record Mover(Kind kind, String value) {

    /** What the value names. */
    public enum Kind {
        @JsonProperty("key")
        KEY,
        @JsonProperty("owner")
        OWNER,
        @JsonProperty("role")
        ROLE;

        /** The kind as it stands in answers: {@code owner}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean covers(Principal principal) {
        return switch (kind) {
            case KEY -> value.equals(principal.keyId());
            case OWNER -> value.equals(principal.owner());
            case ROLE -> value.equals(principal.role().id());
        };
    }
}

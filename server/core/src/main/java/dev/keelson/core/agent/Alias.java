package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A movable name for a version, or for several with weights, in one revision of its history.
 *
 * @param targets 1 to 10, versions distinct
 * @param revision 1, 2, 3... without gaps; compare-and-set goes by it
 * @param restores on a rollback the revision whose targets it brought back, else null
 * @param schemaChange id of the approved schema change that let the targets in; null where none was needed
 */
public record Alias(
        String agent,
        String name,
        List<AliasTarget> targets,
        int revision,
        Action action,
        @Nullable Integer restores,
        Instant movedAt,
        String movedBy,
        String reason,
        @Nullable String schemaChange) {

    public Alias {
        targets = List.copyOf(targets);
    }

    /** A revision that needed no schema change. */
    public Alias(
            String agent,
            String name,
            List<AliasTarget> targets,
            int revision,
            Action action,
            @Nullable Integer restores,
            Instant movedAt,
            String movedBy,
            String reason) {
        this(agent, name, targets, revision, action, restores, movedAt, movedBy, reason, null);
    }

    /** How a revision came to be. */
    public enum Action {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("remap")
        REMAP,
        @JsonProperty("rollback")
        ROLLBACK,
        /** Keelson itself gave the alias a newly published version, as the alias's policy says. */
        @JsonProperty("follow")
        FOLLOW;

        /** The action as it stands in answers: {@code rollback}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The targets as people read them: {@code v2}, or {@code v1 90 % + v2 10 %}. */
    @JsonIgnore
    public String describeTargets() {
        if (targets.size() == 1) {
            return "v" + targets.get(0).version();
        }
        int sum = targets.stream().mapToInt(AliasTarget::weight).sum();
        return String.join(
                " + ",
                targets.stream()
                        .map(target -> "v%d %.4g %%".formatted(target.version(), 100.0 * target.weight() / sum))
                        .toList());
    }
}

package dev.keelson.core.agent;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one mutable definition of an agent.
 *
 * @param revision grows by one with each change; compare-and-set goes by it
 * @param definition compiled from spec and settings, without pins; null while a spec in free prose waits to be compiled
 * @param editors who changed the draft, by id of the API key, each with the revision of the last change
 */
public record Draft(
        String spec,
        AgentSettings settings,
        @Nullable AgentDefinition definition,
        long revision,
        Instant updatedAt,
        String updatedBy,
        Map<String, Long> editors) {

    public Draft {
        editors = Map.copyOf(editors);
    }

    /** The definition; throws {@link ErrorCode#DRAFT_NOT_COMPILED} while there is none. */
    public AgentDefinition compiled() {
        if (definition == null) {
            throw new KeelsonException(
                    ErrorCode.DRAFT_NOT_COMPILED,
                    "the draft's spec is free prose that no compilation has finished yet");
        }
        return definition;
    }

    /** The definition's title; empty while there is no definition. */
    public String title() {
        return definition == null ? "" : definition.title();
    }

    /** Who changed the draft after {@code revision}. */
    public Set<String> editorsSince(long revision) {
        return editors.entrySet().stream()
                .filter(editor -> editor.getValue() > revision)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.keelson.core.agent;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one mutable definition of an agent.
 *
 * @param revision grows by one with each change; compare-and-set goes by it
 * @param definition compiled from spec and settings, without pins; null while a spec in free prose has never been
 *     compiled. After an edit of free prose it is that of the words before, whose contract the next compilation keeps
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

    /** Whether the spec as it is now has not been compiled yet. */
    public boolean waitsForCompilation() {
        return definition == null || !definition.spec().equals(spec);
    }

    /** The definition; throws {@link ErrorCode#DRAFT_NOT_COMPILED} while there is none of the spec as it is now. */
    public AgentDefinition compiled() {
        if (definition == null || waitsForCompilation()) {
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

    /** What the author gave and what came of it. */
    DraftContent content() {
        return new DraftContent(spec, settings, definition);
    }

    /** The next revision, changed by {@code editor}. */
    Draft next(DraftContent content, String editor, Instant now) {
        Map<String, Long> all = new HashMap<>(editors);
        all.put(editor, revision + 1);
        return new Draft(content.spec(), content.settings(), content.definition(), revision + 1, now, editor, all);
    }

    /** Throws {@link ErrorCode#REVISION_STALE} carrying this draft if it is not at {@code expected}. */
    void requireRevision(long expected) {
        if (revision != expected) {
            throw KeelsonException.stale(
                    "the draft is at revision " + revision + " (expected: " + expected + ")", this);
        }
    }

    /** Who changed the draft after {@code revision}. */
    public Set<String> editorsSince(long revision) {
        return editors.entrySet().stream()
                .filter(editor -> editor.getValue() > revision)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}

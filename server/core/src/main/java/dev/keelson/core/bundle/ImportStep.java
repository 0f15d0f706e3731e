package dev.keelson.core.bundle;

import java.util.Locale;

/**
 * One step of an import.
 *
 * @param kind what is concerned: {@code agent}, {@code draft}, {@code version}, {@code suite} or {@code alias}
 * @param name number of the version, name of the alias or suite; empty for agent and draft
 * @param detail for people, such as {@code v2 -> v3}
 */
public record ImportStep(String kind, String name, Action action, String detail) {

    /** What is, or would be, done. */
    public enum Action {
        CREATE,
        UPDATE,
        UNCHANGED,
        /** Not done: an approval or another gate stands before it; the detail says which. */
        BLOCKED;

        /** The action as it stands in answers: {@code create}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

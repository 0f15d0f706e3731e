package dev.keelson.core.compatibility;

import java.util.Locale;

/** Who sends the values that a schema describes. */
public enum Direction {
    /** Callers send: the new schema must accept everything that the old one accepted. */
    INPUT,
    /** The agent sends: the old schema must accept everything that the new one allows. */
    OUTPUT;

    /** The direction as it stands in answers: {@code input}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Direction opposite() {
        return this == INPUT ? OUTPUT : INPUT;
    }
}

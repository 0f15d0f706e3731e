package dev.keelson.core.compatibility;

import java.util.Locale;

/** What a change between two contracts means to callers, from harmless to harmful. */
public enum ChangeClass {
    NONE,
    /** Only what people read differs, such as a title. */
    DOC,
    /** What the model reads differs, such as a description: no caller breaks, but tests must run. */
    BEHAVIOUR,
    /** Every caller of the old contract can go on: a new minor version. */
    COMPATIBLE,
    /** Some callers may break, depending on how they read: needs approval. */
    RISKY,
    /** There are values that one side sends and the other refuses: needs approval and a new major version. */
    BREAKING;

    /** The class as it stands in answers: {@code BREAKING}. */
    public String id() {
        return name().toUpperCase(Locale.ROOT);
    }

    public ChangeClass worse(ChangeClass other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

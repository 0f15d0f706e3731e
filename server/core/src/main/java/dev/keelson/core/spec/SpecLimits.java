package dev.keelson.core.spec;

/** Bounds of a spec, so that no author can make the compiler slow or a prompt endless. */
final class SpecLimits {
    static final int MAX_BYTES = 256 << 10;
    /** The Markdown parser copies a paragraph's lines for each further line of it. */
    static final int MAX_LINES = 10_000;

    static final int MAX_TITLE_LENGTH = 200;
    static final int MAX_FIELDS = 200;
    static final int MAX_FIELD_DEPTH = 6;
    static final int MAX_RULES = 200;
    static final int MAX_EXAMPLES = 50;
    static final int MAX_ENUM_VALUES = 100;
    static final int MAX_ENUM_VALUE_LENGTH = 100;
    static final int MAX_PATTERN_LENGTH = 500;
    static final int MAX_VIOLATIONS = 200;
    /** Characters of list and quote markers at the start of one line; honest specs stay below 30. */
    static final int MAX_MARKER_LENGTH = 128;

    private SpecLimits() {}
}

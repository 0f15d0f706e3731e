package dev.keelson.core.spec;

import java.util.Locale;

/** Everything that can be wrong with a spec. The names are stable; docs/spec-format.md explains each. */
enum SpecProblem {
    SPEC_TOO_LARGE,
    PROSE_TOO_SHORT,
    MARKERS_TOO_DEEP,
    CHARACTER_REFUSED,
    TITLE_MISSING,
    TITLE_REPEATED,
    TITLE_TOO_LONG,
    SECTION_MISSING,
    SECTION_UNKNOWN,
    SECTION_REPEATED,
    SECTION_EMPTY,
    CONTENT_UNEXPECTED,
    COMMENT_NOT_CLOSED,
    CODE_NOT_CLOSED,

    FIELD_FORM,
    FIELD_NAME,
    FIELD_REPEATED,
    FIELDS_TOO_MANY,
    FIELDS_TOO_DEEP,
    DESCRIPTION_MISSING,
    TYPE_MISSING,
    TYPE_UNKNOWN,
    TYPE_MISPLACED,
    OBJECT_EMPTY,
    NESTED_UNEXPECTED,
    ENUM_VALUE,
    ENUM_VALUE_REPEATED,
    ENUM_TOO_LONG,
    MEANING_FORM,
    MEANING_UNKNOWN,
    MEANING_REPEATED,
    QUALIFIER_UNKNOWN,
    QUALIFIER_REPEATED,
    QUALIFIER_MISFIT,
    QUALIFIER_VALUE,
    BOUNDS_REVERSED,
    PATTERN_INVALID,

    RULE_EMPTY,
    RULE_REPEATED,
    RULES_TOO_MANY,

    EXAMPLE_FORM,
    EXAMPLE_REPEATED,
    EXAMPLES_TOO_MANY,
    EXAMPLE_JSON,
    EXAMPLE_INVALID,

    VIOLATIONS_CUT;

    /** The name as it stands in answers: {@code field_form}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

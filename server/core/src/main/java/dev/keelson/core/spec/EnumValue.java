package dev.keelson.core.spec;

import java.util.regex.Pattern;

/** Reads one value of {@code one of}. */
final class EnumValue {
    /** What a natural sentence has before its last item, and what a list of values must not have. */
    private static final Pattern CONJUNCTION = Pattern.compile("(?i)(?:^|\\s)(?:or|and)\\s");

    private EnumValue() {}

    /** The value without its backticks; empty when it can't be one, which is reported then. */
    static String read(String part, SpecProblems.At at) {
        boolean quoted = part.length() >= 2 && part.startsWith("`") && part.endsWith("`");
        String value = quoted ? part.substring(1, part.length() - 1) : RuleIds.fold(part);
        if (value.isBlank()) {
            at.report(SpecProblem.ENUM_VALUE, "an empty value (expected: one of a, b, c)");
            return "";
        }
        if (value.length() > SpecLimits.MAX_ENUM_VALUE_LENGTH) {
            at.report(
                    SpecProblem.ENUM_VALUE,
                    "value " + SpecProblems.quote(value) + " has " + value.length() + " characters (expected: at most "
                            + SpecLimits.MAX_ENUM_VALUE_LENGTH + ")");
            return "";
        }
        if (!quoted && (CONJUNCTION.matcher(value).find() || value.indexOf('`') >= 0)) {
            at.report(
                    SpecProblem.ENUM_VALUE,
                    SpecProblems.quote(value)
                            + " reads like two values (expected: commas between values, backticks around one that has such words)");
            return "";
        }
        return value;
    }
}

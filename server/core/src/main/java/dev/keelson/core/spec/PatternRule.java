package dev.keelson.core.spec;

import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which regular expressions a field may have: those that match in linear time, because they meet input of strangers, and
 * that mean the same in every language, because the schema travels to callers.
 */
final class PatternRule {
    private static final int MAX_REPEATS = 1_000;
    private static final int MAX_PROGRAM_SIZE = 2_000;
    /** Groups with flags or names, and escapes that only some engines know. */
    private static final Pattern LOCAL_SYNTAX = Pattern.compile("\\(\\?(?!:)[^)]{0,3}|\\\\[QEAzCa]|\\[:[a-z]+:\\]");

    private static final Pattern REPEAT = Pattern.compile("\\{(?:[0-9]{1,4},)?([0-9]{1,4}),?\\}");

    private PatternRule() {}

    /** The expression without its slashes; empty when it is refused, which is reported then. */
    static Optional<String> read(String written, SpecProblems.At at) {
        if (written.length() < 3 || !written.startsWith("/") || !written.endsWith("/")) {
            report(written, "slashes around a regular expression: pattern /re/", at);
            return Optional.empty();
        }
        String expression = written.substring(1, written.length() - 1);
        if (expression.length() > SpecLimits.MAX_PATTERN_LENGTH || expression.indexOf('\n') >= 0) {
            report(written, "one line of at most " + SpecLimits.MAX_PATTERN_LENGTH + " characters", at);
            return Optional.empty();
        }
        Matcher local = LOCAL_SYNTAX.matcher(expression);
        if (local.find()) {
            report(written, "no " + local.group() + ", which not every language knows", at);
            return Optional.empty();
        }
        if (repeats(expression) > MAX_REPEATS) {
            report(written, "counts in braces whose product is at most " + MAX_REPEATS + "; max bounds a length", at);
            return Optional.empty();
        }
        return compiles(expression, at) ? Optional.of(expression) : Optional.empty();
    }

    private static boolean compiles(String expression, SpecProblems.At at) {
        try {
            if (com.google.re2j.Pattern.compile(expression).programSize() <= MAX_PROGRAM_SIZE) {
                return true;
            }
            report(expression, "a shorter pattern; this one is too costly to match", at);
        } catch (PatternSyntaxException refused) {
            report(
                    expression,
                    "a regular expression without look-around and back references: " + refused.getDescription(),
                    at);
        }
        return false;
    }

    /** How often the innermost part is repeated at worst: counts behind groups multiply, others don't add up. */
    private static long repeats(String expression) {
        long groups = 1;
        long single = 1;
        Matcher repeat = REPEAT.matcher(expression);
        while (repeat.find()) {
            long count = Math.max(1, Long.parseLong(repeat.group(1)));
            if (repeat.start() > 0 && expression.charAt(repeat.start() - 1) == ')') {
                groups = Math.min(groups * count, Integer.MAX_VALUE);
            } else {
                single = Math.max(single, count);
            }
        }
        return groups * single;
    }

    private static void report(String written, String expected, SpecProblems.At at) {
        at.report(
                SpecProblem.PATTERN_INVALID,
                "pattern " + SpecProblems.quote(written) + " is refused (expected: " + expected + ")");
    }
}

package dev.keelson.core.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses text that would be costly to parse or that hides something from its reader, before it is parsed. */
final class SourceGuard {
    /** What opens lists and quotes at the start of a line; the parser keeps one object for each, nested. */
    private static final Pattern MARKERS = Pattern.compile("(?:[ \\t]*+(?:>|(?:[-+*]|[0-9]{1,9}+[.)])(?=[ \\t]|$)))++");

    /** Control characters, unpaired surrogates, and characters that reorder or hide text: bidi overrides, tags. */
    private static final Pattern REFUSED = Pattern.compile(
            "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\p{Cs}" + "\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]");

    private SourceGuard() {}

    static void requireSize(String markdown, SpecProblems problems) {
        boolean surelyTooLarge = markdown.length() > SpecLimits.MAX_BYTES;
        int bytes = surelyTooLarge ? markdown.length() : markdown.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > SpecLimits.MAX_BYTES) {
            problems.at(1)
                    .report(
                            SpecProblem.SPEC_TOO_LARGE,
                            "the spec has " + (surelyTooLarge ? "more than " + SpecLimits.MAX_BYTES : bytes)
                                    + " bytes (expected: at most " + SpecLimits.MAX_BYTES + ")");
        }
    }

    static void requireTame(SourceText source, SpecProblems problems) {
        List<String> lines = source.lines();
        if (lines.size() > SpecLimits.MAX_LINES) {
            problems.at(SpecLimits.MAX_LINES + 1)
                    .report(
                            SpecProblem.SPEC_TOO_LARGE,
                            "the spec has " + lines.size() + " lines (expected: at most " + SpecLimits.MAX_LINES + ")");
        }
        for (int index = 0; index < lines.size(); index++) {
            requireTame(lines.get(index), problems.at(index + 1));
        }
    }

    private static void requireTame(String line, SpecProblems.At at) {
        Matcher markers = MARKERS.matcher(line);
        if (markers.lookingAt() && markers.end() > SpecLimits.MAX_MARKER_LENGTH) {
            at.report(
                    SpecProblem.MARKERS_TOO_DEEP,
                    "list and quote markers fill the first " + markers.end() + " characters (expected: at most "
                            + SpecLimits.MAX_MARKER_LENGTH + ")");
        }
        Matcher refused = REFUSED.matcher(line);
        if (refused.find()) {
            String code = String.format(Locale.ROOT, "U+%04X", line.codePointAt(refused.start()));
            at.report(
                    SpecProblem.CHARACTER_REFUSED,
                    "character " + code + " at column " + (refused.start() + 1)
                            + " (expected: no control characters and none that hide or reorder text)");
        }
    }
}

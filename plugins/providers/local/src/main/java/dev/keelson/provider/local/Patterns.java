package dev.keelson.provider.local;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Searches text for a spec's patterns, which JSON Schema applies to whole or part of a value and which may be costly. */
final class Patterns {
    private static final int MAX_MATCHES = 64;

    private Patterns() {}

    /** Distinct matches that stand on their own, in order; none when the pattern is not valid in Java or too costly. */
    static List<String> find(String pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        try {
            String body = pattern.replaceFirst("^\\^", "").replaceFirst("(?<!\\\\)\\$$", "");
            var matches = Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + body + ")(?![\\p{L}\\p{N}])")
                    .matcher(new BoundedText(text));
            while (found.size() < MAX_MATCHES && matches.find()) {
                if (!matches.group().isBlank()) {
                    found.add(matches.group());
                }
            }
        } catch (PatternSyntaxException | BoundedText.ExhaustedException unusable) {
            return List.of();
        }
        return List.copyOf(found);
    }

    /** Whether a value satisfies a schema's pattern. */
    static boolean allows(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(new BoundedText(value)).find();
        } catch (PatternSyntaxException | BoundedText.ExhaustedException unusable) {
            return false;
        }
    }
}

package dev.keelson.core.compatibility;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes texts that match a pattern, of the forms that patterns of contracts have: letters, classes, groups, alternatives,
 * repetitions. Of what it does not know it makes nothing, or a text that does not match; the validator sorts those out.
 */
final class PatternSamples {
    private static final int MAX_PATTERN = 500;
    private static final int MAX_REPEAT = 200;
    private static final int MAX_TEXT = 2_000;
    private static final int VARIANTS = 4;

    private final String pattern;
    private final int variant;
    private int at;

    private PatternSamples(String pattern, int variant) {
        this.pattern = pattern;
        this.variant = variant;
    }

    static List<String> of(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            return List.of();
        }
        Set<String> samples = new LinkedHashSet<>();
        for (int variant = 0; variant < VARIANTS; variant++) {
            samples.add(new PatternSamples(pattern, variant).alternatives(0));
        }
        return List.copyOf(samples);
    }

    private boolean more() {
        return at < pattern.length();
    }

    private boolean take(char expected) {
        boolean here = more() && pattern.charAt(at) == expected;
        at += here ? 1 : 0;
        return here;
    }

    private void skip(char expected) {
        at += more() && pattern.charAt(at) == expected ? 1 : 0;
    }

    private String alternatives(int depth) {
        String chosen = sequence(depth);
        for (int i = 1; take('|'); i++) {
            String further = sequence(depth);
            chosen = i <= variant ? further : chosen;
        }
        return chosen;
    }

    private String sequence(int depth) {
        StringBuilder text = new StringBuilder();
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            String atom = atom(depth);
            int times = times();
            if (text.length() + (long) atom.length() * times <= MAX_TEXT) {
                text.append(atom.repeat(times));
            }
        }
        return text.toString();
    }

    private String atom(int depth) {
        char next = pattern.charAt(at++);
        return switch (next) {
            case '^', '$' -> "";
            case '.' -> "x";
            case '\\' -> more() ? escaped(pattern.charAt(at++)) : "";
            case '[' -> characterClass();
            case '(' -> group(depth);
            default -> String.valueOf(next);
        };
    }

    private String group(int depth) {
        if (take('?')) {
            while (more() && pattern.charAt(at) != ':' && pattern.charAt(at) != '>') {
                at++;
            }
            at++;
        }
        if (depth > 20) {
            at = pattern.length();
            return "";
        }
        String inner = alternatives(depth + 1);
        skip(')');
        return inner;
    }

    private static String escaped(char letter) {
        return switch (letter) {
            case 'd' -> "0";
            case 'w', 'S', 'D' -> "a";
            case 's' -> " ";
            case 'W' -> "-";
            case 'b', 'B', 'A', 'z', 'Z' -> "";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(letter);
        };
    }

    private String characterClass() {
        boolean negated = take('^');
        StringBuilder members = new StringBuilder();
        for (boolean first = true; more() && (first || pattern.charAt(at) != ']'); first = false) {
            char member = pattern.charAt(at++);
            members.append(member == '\\' && more() ? escaped(pattern.charAt(at++)) : String.valueOf(member));
        }
        skip(']');
        if (negated) {
            return members.indexOf("x") < 0 ? "x" : "0";
        }
        return members.length() == 0 ? "" : String.valueOf(members.charAt(variant == 1 ? members.length() - 1 : 0));
    }

    private int times() {
        int times = 1;
        if (take('*')) {
            times = variant;
        } else if (take('+')) {
            times = 1 + variant;
        } else if (take('?')) {
            times = variant % 2;
        } else if (more() && pattern.charAt(at) == '{') {
            times = counted();
        }
        if (!take('?')) {
            skip('+');
        }
        return Math.min(times, MAX_REPEAT);
    }

    private int counted() {
        int end = pattern.indexOf('}', at);
        String[] limits =
                end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", -1);
        at = end < 0 ? pattern.length() : end + 1;
        int least = limits.length == 0 ? 1 : number(limits[0], 1);
        int most = limits.length < 2 ? least : number(limits[1], least + variant);
        return variant % 2 == 0 ? least : most;
    }

    private static int number(String digits, int otherwise) {
        boolean numeric = !digits.isEmpty()
                && digits.length() < 7
                && digits.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return numeric ? Integer.parseInt(digits) : otherwise;
    }
}

package dev.keelson.core.compilation.process;

/**
 * Writes a short text that a usual pattern matches: literals, classes, groups, the first of alternatives, counts. What it
 * can't read it leaves out, so the text must be checked before use. Confined to one pattern.
 */
final class PatternText {
    private static final int MAX_LENGTH = 2_000;

    private final String pattern;
    private int at;

    private PatternText(String pattern) {
        this.pattern = pattern;
    }

    static String of(String pattern) {
        try {
            return new PatternText(pattern).alternatives();
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return "";
        }
    }

    private String alternatives() {
        String first = sequence();
        while (peek() == '|') {
            at++;
            String other = sequence();
            first = first.isEmpty() ? other : first;
        }
        return first;
    }

    private String sequence() {
        StringBuilder out = new StringBuilder();
        while (at < pattern.length() && peek() != '|' && peek() != ')' && out.length() < MAX_LENGTH) {
            String atom = atom();
            out.append(atom.repeat(count()));
        }
        return out.toString();
    }

    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : '\0';
    }

    private String atom() {
        char each = pattern.charAt(at++);
        return switch (each) {
            case '^', '$' -> "";
            case '.' -> "a";
            case '(' -> group();
            case '[' -> oneOfClass();
            case '\\' -> escaped();
            default -> String.valueOf(each);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        }
        String inside = alternatives();
        at++;
        return inside;
    }

    private String escaped() {
        char each = peek();
        at++;
        return switch (each) {
            case 'd' -> "1";
            case 'w' -> "a";
            case 's' -> " ";
            case 'b', 'B', 'A', 'z', 'Z', '\0' -> "";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(each);
        };
    }

    /** Its first member; of a negated class a letter, digit or hyphen that is not in it. */
    private String oneOfClass() {
        int end = pattern.indexOf(']', at + 1);
        if (end < 0) {
            at = pattern.length();
            return "";
        }
        String members = pattern.substring(at, end);
        at = end + 1;
        if (members.startsWith("^")) {
            for (char each : "a1-".toCharArray()) {
                if (!java.util.regex.Pattern.matches("[" + members.substring(1) + "]", String.valueOf(each))) {
                    return String.valueOf(each);
                }
            }
            return "_";
        }
        return members.startsWith("\\") ? new PatternText(members).atom() : members.substring(0, 1);
    }

    private int count() {
        char each = peek();
        if (each == '*' || each == '?') {
            at++;
            return each == '*' ? 1 : 0;
        }
        if (each == '+') {
            at++;
            return 1;
        }
        if (each != '{') {
            return 1;
        }
        int end = pattern.indexOf('}', at);
        String least = end < 0 ? "1" : pattern.substring(at + 1, end).split(",", -1)[0];
        at = end < 0 ? pattern.length() : end + 1;
        return least.matches("\\d{1,3}") ? Integer.parseInt(least) : 1;
    }
}

package dev.keelson.core.agentapi;

/**
 * Puts the words of a spec into source code so that they stay words: no text can end a comment or a string, start another
 * line, or change the order in which a reader sees the code.
 */
final class SafeText {
    private static final int MAX_COMMENT = 200;
    private static final int MAX_ASCII = 0x7e;

    private SafeText() {}

    /** One line for a comment that ends with its line. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_COMMENT * 4L).forEach(each -> line.appendCodePoint(visible(each) ? each : ' '));
        String folded = line.toString().strip().replaceAll("\\s+", " ");
        int length = folded.codePointCount(0, folded.length());
        return length <= MAX_COMMENT ? folded : folded.substring(0, folded.offsetByCodePoints(0, MAX_COMMENT)) + "…";
    }

    /** One line for a comment between slashes and stars. */
    static String block(String text) {
        return line(text).replace("*/", "* /").replace("/*", "/ *");
    }

    /** Like {@link #block}; Java reads Unicode escapes in comments too, but not after an even number of backslashes. */
    static String javaBlock(String text) {
        return block(text).replace("\\", "\\\\");
    }

    /** A text in double quotes for JSON and TypeScript. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> append(quoted, each));
        return quoted.append('"').toString();
    }

    /** A text in double quotes for Python, which has another escape for characters beyond the first plane. */
    static String pythonQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> {
            if (each > Character.MAX_VALUE && !visible(each)) {
                quoted.append(String.format("\\U%08x", each));
            } else {
                append(quoted, each);
            }
        });
        return quoted.append('"').toString();
    }

    /** A text in double quotes for Java, in ASCII; controls are octal, as a Unicode escape is read as the character itself. */
    static String javaQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' ') {
                quoted.append(String.format("\\%03o", (int) each));
            } else if (each > MAX_ASCII) {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    /** JSON in which everything invisible is escaped; it may have lines. */
    static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(each -> {
            if (each == '\n' || visible(each)) {
                safe.appendCodePoint(each);
            } else {
                escape(safe, each);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder quoted, int each) {
        if (each == '"' || each == '\\') {
            quoted.append('\\').append((char) each);
        } else if (each == '\n') {
            quoted.append("\\n");
        } else if (visible(each)) {
            quoted.appendCodePoint(each);
        } else {
            escape(quoted, each);
        }
    }

    private static void escape(StringBuilder out, int codePoint) {
        for (char each : Character.toChars(codePoint)) {
            out.append(String.format("\\u%04x", (int) each));
        }
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

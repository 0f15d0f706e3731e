package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inside of a field's parentheses.
 *
 * @param parts cut at the commas, each without white space around it; backticks and patterns keep their commas
 * @param end index behind the closing parenthesis
 */
record Parentheses(List<String> parts, int end) {

    Parentheses {
        parts = List.copyOf(parts);
    }

    /** {@code open}: index of the opening parenthesis. Empty when something is not closed. */
    static Optional<Parentheses> read(String text, int open) {
        return new Reader(text, open + 1).read();
    }

    /** Walks over the text once. */
    private static final class Reader {
        private final String text;
        private final List<String> parts = new ArrayList<>();
        private int at;
        private int partStart;
        private int depth;

        Reader(String text, int start) {
            this.text = text;
            at = start;
            partStart = start;
        }

        Optional<Parentheses> read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ')' && depth == 0) {
                    endPart();
                    return Optional.of(new Parentheses(parts, at + 1));
                }
                step(c);
                at++;
            }
            return Optional.empty();
        }

        private void step(char c) {
            if (c == '`') {
                at = indexOrEnd(text.indexOf('`', at + 1));
            } else if (c == '/' && part().strip().equalsIgnoreCase("pattern")) {
                at = endOfPattern();
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                endPart();
                partStart = at + 1;
            }
        }

        /** A slash ends a pattern unless it is escaped or stands in a class of characters. */
        private int endOfPattern() {
            boolean inClass = false;
            for (int i = at + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '/' && !inClass) {
                    return i;
                } else if (c == '[' || c == ']') {
                    inClass = c == '[';
                }
            }
            return text.length();
        }

        private void endPart() {
            parts.add(part().strip());
        }

        private String part() {
            return text.substring(partStart, at);
        }

        private int indexOrEnd(int index) {
            return index < 0 ? text.length() : index;
        }
    }
}

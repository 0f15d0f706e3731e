package dev.keelson.core.agent;

/** Shortens text for display, with a mark that says so. */
final class CutText {

    private CutText() {}

    /** The text, or its first {@code max} characters and how long it was; never half of a surrogate pair. */
    static String to(int max, String text) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "... (cut, " + text.length() + " characters in all)";
    }
}

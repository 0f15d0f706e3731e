package dev.keelson.provider.local;

/**
 * One text of which the right value is known.
 *
 * @param weight how far the text is trusted, 1 for a worked example
 */
record Sample(String text, String value, double weight) {}

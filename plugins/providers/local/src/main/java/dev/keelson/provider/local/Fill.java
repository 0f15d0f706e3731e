package dev.keelson.provider.local;

/**
 * A value that was found for a field.
 *
 * @param confidence 0 to 1; how much the evidence stands out, not a probability of being right
 */
record Fill(Object value, double confidence) {}

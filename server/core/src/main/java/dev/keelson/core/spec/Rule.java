package dev.keelson.core.spec;

/**
 * One rule of a spec.
 *
 * @param id {@code r-} and 8 hex digits of the SHA-256 of the folded text: the same words keep their id wherever they stand
 */
public record Rule(String id, String text) {}

package dev.keelson.core.compilation;

/**
 * A compilation that someone asked for.
 *
 * @param isNew false if one that does the same was under way already
 */
public record StartedCompilation(Compilation compilation, boolean isNew) {}

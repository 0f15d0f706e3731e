package dev.keelson.core.spec;

import dev.keelson.core.error.ErrorCode;

/** Compiles a spec. Deterministic: equal text gives equal parts. */
public interface SpecCompiler {

    /** Fails at once with {@link ErrorCode#SPEC_INVALID} and every violation, each with its line. */
    CompiledSpec compile(String markdown);

    /**
     * Whether the spec is free prose, which a model has to read before it can be compiled. Fails at once with
     * {@link ErrorCode#SPEC_INVALID} for prose that is too short or too long to be read.
     */
    default boolean isProse(String spec) {
        return false;
    }
}

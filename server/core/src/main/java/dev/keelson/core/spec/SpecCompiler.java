package dev.keelson.core.spec;

import dev.keelson.core.error.ErrorCode;

/** Compiles a spec. Deterministic: equal text gives equal parts. */
public interface SpecCompiler {

    /** Fails at once with {@link ErrorCode#SPEC_INVALID} and every violation, each with its line. */
    CompiledSpec compile(String markdown);
}

package dev.keelson.core.compilation;

import dev.keelson.core.access.Principal;
import java.util.Objects;

/**
 * What was asked for.
 *
 * @param by who asked last; model work is charged to them
 * @param draftRevision of the draft when it was asked for
 * @param draftDigest of the draft's spec and settings; another one ends the compilation
 * @param schemaChangeWanted whether the author asked for a new contract
 */
public record CompilationOrder(Principal by, long draftRevision, String draftDigest, boolean schemaChangeWanted) {

    public CompilationOrder {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(draftDigest, "draftDigest");
    }

    CompilationOrder by(Principal other) {
        return new CompilationOrder(other, draftRevision, draftDigest, schemaChangeWanted);
    }

    boolean asksForTheSame(CompilationOrder other) {
        return draftDigest.equals(other.draftDigest) && schemaChangeWanted == other.schemaChangeWanted;
    }
}

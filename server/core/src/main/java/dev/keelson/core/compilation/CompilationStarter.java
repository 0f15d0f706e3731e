package dev.keelson.core.compilation;

import dev.keelson.core.access.Principal;
import io.vertx.core.Future;
import java.util.Optional;

/** Starts a compilation in the background after someone changed an agent's draft. */
@FunctionalInterface
public interface CompilationStarter {

    /** Never fails: the draft is stored already. Empty when no compilation could be started. */
    Future<Optional<Compilation>> draftChanged(Principal by, String agent);
}

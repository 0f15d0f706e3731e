package dev.keelson.core.compilation;

import io.vertx.core.Future;
import java.util.Set;

/**
 * One process of a compilation. The same input gives the same result unless a model is asked, so a result is kept by the
 * hash of what went in and used again. A process holds no state; it may run on any node, more than once, and leave nothing
 * half done when its node dies.
 */
public interface CompilationProcess {

    ProcessName name();

    /** Grows when the process gives another result for the same input than it did before. */
    int revision();

    /** Processes whose results this one reads; they have ended before it starts. */
    Set<ProcessName> needs();

    /**
     * What the result depends on besides the spec, the settings and the {@link #needs()}, such as the names of the
     * configured models; part of the hash. Empty when nothing.
     */
    default String surroundings() {
        return "";
    }

    /**
     * Like {@link #surroundings()}, where it depends on the agent, such as on the version that it published last; part of
     * the hash.
     */
    default Future<String> surroundings(ProcessInput input) {
        return Future.succeededFuture(surroundings());
    }

    /**
     * Must not block. A failed future is recorded as a failed process; those that need it are skipped, all others go on.
     */
    Future<ProcessResult> run(ProcessInput input);
}

package dev.keelson.core.compilation;

import java.time.Instant;

/**
 * The right of one node to run a compilation.
 *
 * @param node empty when no node has it yet
 * @param until from then on any node may take the compilation over
 * @param fence grows with each node that takes the compilation; what a node with a lower one writes is refused
 */
public record CompilationLease(String node, Instant until, long fence) {

    /** Nobody's: the compilation has been waiting since {@code since}. */
    static CompilationLease free(Instant since, long fence) {
        return new CompilationLease("", since, fence);
    }

    boolean sameHolder(CompilationLease other) {
        return fence == other.fence && node.equals(other.node);
    }
}

package dev.keelson.core.compilation;

import java.time.Duration;

/**
 * What compiling may take up.
 *
 * @param compilations that one node runs at a time
 * @param processes that run at a time on one node
 * @param processesOfOne that run at a time for one compilation
 * @param waiting compilations that wait for a node; more are refused as overload
 * @param kept compilations of one agent that are kept, the newest
 * @param deadlines for processes and the whole
 */
public record CompilationLimits(
        int compilations, int processes, int processesOfOne, int waiting, int kept, Deadlines deadlines) {
    /** Few at a time: agents that serve callers come first. */
    public static final CompilationLimits DEFAULT = new CompilationLimits(2, 3, 2, 100, 50, Deadlines.DEFAULT);

    /** How often a process is started that never came to an end because its node died. */
    static final int MAX_ATTEMPTS = 3;

    public CompilationLimits {
        requirePositive(compilations, "compilations");
        requirePositive(processes, "processes");
        requirePositive(processesOfOne, "processesOfOne");
        requirePositive(waiting, "waiting");
        requirePositive(kept, "kept");
    }

    Duration deadline(ProcessName process) {
        return process == ProcessName.SMOKE_RUN ? deadlines.smokeRun() : deadlines.process();
    }

    private static void requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }

    /**
     * Bounds on time.
     *
     * @param process for any process but the smoke run
     * @param whole for all that one node does of a compilation
     * @param lease after which a compilation is taken over from a node that is silent
     * @param look between two looks for compilations that wait
     */
    public record Deadlines(Duration process, Duration smokeRun, Duration whole, Duration lease, Duration look) {
        public static final Deadlines DEFAULT = new Deadlines(
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1));
    }
}

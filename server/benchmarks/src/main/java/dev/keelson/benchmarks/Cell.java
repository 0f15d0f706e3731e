package dev.keelson.benchmarks;

import dev.keelson.benchmarks.LoadGenerator.Outcome;
import java.util.function.Supplier;

/** What one target did in one round under one kind of load. Times in milliseconds, CPU in microseconds per request. */
record Cell(
        double rate,
        double p50,
        double p99,
        double cpuMicros,
        double compilerMicros,
        long errors,
        long residentMegabytes,
        double foreignCores) {
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    /** Runs the load and takes what the target's process used meanwhile. {@code ours}: every process of this measurement. */
    static Cell measure(Target target, long[] ours, Supplier<Outcome> load) {
        long cpuBefore = ProcessUsage.cpuMicros(target.pid());
        long compilerBefore = ProcessUsage.compilerMicros(target.pid());
        long foreignBefore = foreignMicros(ours);
        Outcome outcome = load.get();
        double cpu = ProcessUsage.cpuMicros(target.pid()) - cpuBefore;
        double compiler = Math.max(0, ProcessUsage.compilerMicros(target.pid()) - compilerBefore);
        double foreign = foreignMicros(ours) - foreignBefore;
        return new Cell(
                outcome.rate(),
                outcome.micros().getValueAtPercentile(50) / MICROS_PER_MILLI,
                outcome.micros().getValueAtPercentile(99) / MICROS_PER_MILLI,
                cpu / Math.max(1, outcome.requests()),
                compiler / Math.max(1, outcome.requests()),
                outcome.errors(),
                ProcessUsage.residentMegabytes(target.pid()),
                Math.max(0, foreign / MICROS_PER_SECOND / outcome.seconds()));
    }

    private static long foreignMicros(long[] ours) {
        long micros = ProcessUsage.machineCpuMicros();
        for (long pid : ours) {
            micros -= ProcessUsage.cpuMicros(pid);
        }
        return micros;
    }
}

package dev.keelson.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.keelson.core.execution.ComparedPipeline;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Runs a pipeline of this process from one event loop, some runs under way at any time, and takes what it costs. */
final class PipelineLoad {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long SELF = ProcessHandle.current().pid();
    private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();

    private final ComparedPipeline pipeline;
    private final Context context;
    private final Histogram nanos = new Histogram(MAX_NANOS, 3);
    private final Promise<Void> ended = Promise.promise();
    private long end;
    private int underWay;

    private PipelineLoad(Vertx vertx, ComparedPipeline pipeline) {
        this.pipeline = pipeline;
        context = vertx.getOrCreateContext();
    }

    /**
     * Cost of one run in microseconds.
     *
     * @param cpu of the whole process without the JVM's compiler threads
     */
    record Cost(long runs, double cpu, double p50, double p99) {}

    /** Blocks. Fails when any run fails: what went wrong costs something else. */
    static Cost measure(Vertx vertx, ComparedPipeline pipeline, int atOnce, Duration duration) {
        return new PipelineLoad(vertx, pipeline).run(atOnce, duration);
    }

    private Cost run(int atOnce, Duration duration) {
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long compilerBefore = ProcessUsage.compilerMicros(SELF);
        end = System.nanoTime() + duration.toNanos();
        underWay = atOnce;
        context.runOnContext(start -> {
            for (int started = 0; started < atOnce; started++) {
                next();
            }
        });
        ended.future().await();
        double cpu = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e3
                - Math.max(0, ProcessUsage.compilerMicros(SELF) - compilerBefore);
        long runs = nanos.getTotalCount();
        return new Cost(runs, cpu / runs, micros(50), micros(99));
    }

    private double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }

    private void next() {
        long start = System.nanoTime();
        pipeline.run().onComplete(output -> ranOne(start), ended::tryFail);
    }

    private void ranOne(long start) {
        long now = System.nanoTime();
        nanos.recordValue(Math.min(now - start, MAX_NANOS));
        if (now < end) {
            next();
        } else if (--underWay == 0) {
            ended.complete();
        }
    }
}

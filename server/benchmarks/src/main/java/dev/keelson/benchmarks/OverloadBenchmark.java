package dev.keelson.benchmarks;

import dev.keelson.benchmarks.OpenLoop.Answered;
import dev.keelson.benchmarks.OpenLoop.Unanswered;
import dev.keelson.benchmarks.ShapedProvider.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Offers a multiple of what the server bears, at a fixed rate whatever becomes of it, and counts what still gets done and
 * how fast the rest is sent away. Once with a provider that is the limit, once with the server itself being the limit.
 */
final class OverloadBenchmark {
    private static final int[] LEVELS = {1, 2, 5, 10};
    private static final int PEAK_CONNECTIONS = 64;
    private static final int MAX_CONNECTIONS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double MIN_SHARE = 0.8;
    private static final double MAX_SHED_MILLIS = 10;

    private final Duration duration;
    private final Duration warmUp;

    private OverloadBenchmark(Duration duration, Duration warmUp) {
        this.duration = duration;
        this.warmUp = warmUp;
    }

    /** {@code --seconds 5} for each level, {@code --warm-up 15} seconds, {@code --workers 16}, {@code --delay 40} ms. */
    public static void main(String[] arguments) {
        Options options = Options.of(arguments);
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        var benchmark = new OverloadBenchmark(
                Duration.ofSeconds(options.number("--seconds", 5)),
                Duration.ofSeconds(options.number("--warm-up", 15)));
        int workers = options.number("--workers", 16);
        Duration delay = Duration.ofMillis(options.number("--delay", 40));
        try (ChildProcess slow = Shape.launch(new Shape(delay, workers, 0, Duration.ZERO));
                ChildProcess instant = ChildProcess.java(FakeProvider.class)) {
            benchmark.run(workers + " answers of " + delay.toMillis() + " ms at once", slow.port());
            benchmark.run("instant answers", instant.port());
        }
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
    }

    private void run(String provider, int providerPort) {
        try (RunningKeelson keelson = RunningKeelson.launch(Path.of(""), ClaimAgent.config("fake", providerPort))) {
            Target target = ClaimAgent.publish(keelson, "fake").target();
            double unused = saturate(target, warmUp);
            double peak = saturate(target, duration);
            System.out.printf(Locale.ROOT, "%nprovider: %s; peak %.0f/s%n", provider, peak);
            System.out.printf(
                    "%5s %9s %9s %6s %9s %9s %9s %12s %12s %12s %8s %7s %7s %6s%n",
                    "load",
                    "offered/s",
                    "goodput/s",
                    "share",
                    "p50 ms",
                    "p99 ms",
                    "shed/s",
                    "shed p50 ms",
                    "shed p99 ms",
                    "since sent",
                    "no R-A",
                    "other",
                    "cut",
                    "cores");
            for (int level : LEVELS) {
                new Level(target, level, peak).run();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            }
        }
    }

    private static double saturate(Target target, Duration duration) {
        try (LoadGenerator generator = new LoadGenerator(target, PEAK_CONNECTIONS)) {
            LoadGenerator.Outcome outcome = generator.saturate(duration, Long.MAX_VALUE);
            return (outcome.requests() - outcome.errors()) / outcome.seconds();
        }
    }

    /** One rate. */
    private final class Level {
        private static final int UNAVAILABLE = 503;

        private final Target target;
        private final int level;
        private final double peak;
        private final Histogram good = new Histogram(3);
        private final Histogram shed = new Histogram(3);
        private final Histogram shedSinceSent = new Histogram(3);
        private long inTime;
        private long unsaid;
        private long other;

        Level(Target target, int level, double peak) {
            this.target = target;
            this.level = level;
            this.peak = peak;
        }

        void run() {
            int rate = (int) Math.round(level * peak);
            long cpuBefore = ProcessUsage.cpuMicros(target.pid());
            long start = System.nanoTime();
            try (OpenLoop load = new OpenLoop(target, MAX_CONNECTIONS)) {
                Unanswered unanswered = load.run(duration, rate, PATIENCE, this::count);
                double cores = (ProcessUsage.cpuMicros(target.pid()) - cpuBefore) / ((System.nanoTime() - start) / 1e3);
                print(rate, unanswered.broken() + unanswered.open(), cores);
            }
        }

        private void count(Answered answered) {
            if (answered.good()) {
                good.recordValue(answered.takenNanos() / 1_000);
                inTime += answered.dueNanos() + answered.takenNanos() <= duration.toNanos() ? 1 : 0;
            } else if (answered.status() == UNAVAILABLE) {
                shed.recordValue(answered.takenNanos() / 1_000);
                shedSinceSent.recordValue(answered.waitedNanos() / 1_000);
                unsaid += answered.saysWhenAgain() ? 0 : 1;
            } else {
                other++;
            }
        }

        private void print(int rate, long cut, double cores) {
            double goodput = inTime / (duration.toMillis() / 1e3);
            System.out.printf(
                    Locale.ROOT,
                    "%4dx %9d %9.0f %5.0f%% %9.1f %9.1f %9.0f %12.1f %12.1f %12.1f %8d %7d %7d %6.2f%n",
                    level,
                    rate,
                    goodput,
                    100 * goodput / peak,
                    millis(good, 50),
                    millis(good, 99),
                    shed.getTotalCount() / (duration.toMillis() / 1e3),
                    millis(shed, 50),
                    millis(shed, 99),
                    millis(shedSinceSent, 99),
                    unsaid,
                    other,
                    cut,
                    cores);
            if (level == LEVELS[LEVELS.length - 1]) {
                Goals.atLeast("goodput at " + level + "x / peak", goodput / peak, MIN_SHARE);
                Goals.atMost("p99 of shed answers at " + level + "x, ms", millis(shed, 99), MAX_SHED_MILLIS);
            }
        }

        private static double millis(Histogram micros, double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }
}

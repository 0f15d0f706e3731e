package dev.keelson.benchmarks;

import dev.keelson.benchmarks.OpenLoop.Answered;
import dev.keelson.benchmarks.OpenLoop.Unanswered;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What callers got before and after a provider began to hang, second by second. */
final class FailoverOutcome {
    private static final long SLOW_NANOS = Duration.ofMillis(500).toNanos();
    private static final double FAST_SHARE = 0.99;
    /** Of the second provider and the server, on a busy machine. */
    private static final double SECOND_PROVIDER_MILLIS = 500;

    private final Duration hangAt;
    private final Histogram before = new Histogram(3);
    private final Histogram after = new Histogram(3);
    private final Map<Integer, Integer> errors = new TreeMap<>();
    private final Map<Long, Second> seconds = new TreeMap<>();
    private long answers;

    FailoverOutcome(Duration hangAt) {
        this.hangAt = hangAt;
    }

    private static final class Second {
        private int answers;
        private int slow;
        private int errors;
        private long slowestNanos;
    }

    void add(Answered answered) {
        answers++;
        Second second = seconds.computeIfAbsent(answered.dueNanos() / 1_000_000_000L, first -> new Second());
        second.answers++;
        if (!answered.good()) {
            second.errors++;
            errors.merge(answered.status(), 1, Integer::sum);
            return;
        }
        second.slow += answered.takenNanos() > SLOW_NANOS ? 1 : 0;
        second.slowestNanos = Math.max(second.slowestNanos, answered.takenNanos());
        // A request that was under way when the hang began belongs to the time after it.
        boolean wasBefore = answered.dueNanos() + answered.takenNanos() < hangAt.toNanos();
        (wasBefore ? before : after).recordValue(answered.takenNanos() / 1_000);
    }

    /** {@code firstToken}: seconds; 0 without a goal. */
    void print(Unanswered unanswered, int firstToken) {
        seconds.forEach(FailoverOutcome::print);
        System.out.printf(
                Locale.ROOT,
                "before: p50 %.1f  p99 %.1f ms; after: p50 %.1f  p99 %.1f  max %.1f ms%n",
                millis(before, 50),
                millis(before, 99),
                millis(after, 50),
                millis(after, 99),
                millis(after, 100));
        System.out.printf(
                "%d answers, errors by status %s, cut %d, never answered %d%n",
                answers, errors, unanswered.broken(), unanswered.open());
        System.out.printf("around the hanging provider after: %s%n", around());
        long failed =
                errors.values().stream().mapToInt(Integer::intValue).sum() + unanswered.broken() + unanswered.open();
        Goals.atMost("share of requests that failed", failed / (double) Math.max(1, answers), 0);
        if (firstToken > 0) {
            Goals.atMost("p99 after, ms", millis(after, 99), firstToken * 1_000 + SECOND_PROVIDER_MILLIS);
        }
    }

    private static void print(long number, Second second) {
        System.out.printf(
                Locale.ROOT,
                "  second %2d: %4d answers, %4d slow, %4d errors, slowest good %7.0f ms%n",
                number,
                second.answers,
                second.slow,
                second.errors,
                second.slowestNanos / 1e6);
    }

    /** The first second since the hang in which nearly all requests were answered well and fast. */
    private String around() {
        return seconds.entrySet().stream()
                .filter(entry -> entry.getKey() >= hangAt.toSeconds() && isFast(entry.getValue()))
                .findFirst()
                .map(entry -> (entry.getKey() - hangAt.toSeconds()) + " s")
                .orElse("not while it was measured");
    }

    private static boolean isFast(Second second) {
        return second.answers - second.slow - second.errors >= FAST_SHARE * second.answers;
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}

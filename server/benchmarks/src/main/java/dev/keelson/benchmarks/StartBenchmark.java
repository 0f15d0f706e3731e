package dev.keelson.benchmarks;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures how long a start takes until the first answer with 200, and what an idle server with its model holds. */
final class StartBenchmark {
    private static final int STARTS = 5;
    private static final int IDLE_SECONDS = 10;
    private static final double MAX_SECONDS = 5;
    private static final double MAX_MEGABYTES = 450;
    private static final String EXAMPLES_DONE = "== triage-ticket";
    private static final String LAST_LINE = "  trace ";
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private StartBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        double[] seconds = new double[STARTS];
        for (int start = 0; start < STARTS; start++) {
            seconds[start] = secondsToFirstAnswer();
            System.out.printf(Locale.ROOT, "start %d: %.2f s to the first 200%n", start + 1, seconds[start]);
        }
        Arrays.sort(seconds);
        goal("median start to first 200, s", Medians.middle(seconds), MAX_SECONDS);
        goal("idle RSS with the model loaded, MB", (double) idleMegabytes(), MAX_MEGABYTES);
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
    }

    private static double secondsToFirstAnswer() {
        long start = System.nanoTime();
        try (RunningKeelson keelson = RunningKeelson.launch(Path.of(""), "")) {
            ApiClient api = keelson.api();
            while (!api.isLive()) {
                pause();
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** The examples have loaded the model and used it. */
    private static long idleMegabytes() {
        try (RunningKeelson keelson = RunningKeelson.launch(Path.of(""), "", "--examples")) {
            long limit = System.nanoTime() + LIMIT_NANOS;
            while (!hasRunExamples(keelson.output())) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("the examples did not run: " + keelson.output());
                }
                pause();
            }
            HttpResponse<String> used =
                    keelson.api().run("triage-ticket", "{\"subject\":\"Hello\",\"body\":\"Thank you\"}");
            if (used.statusCode() >= 500) {
                throw new IllegalStateException(used.body());
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
            return ProcessUsage.residentMegabytes(keelson.pid());
        }
    }

    private static boolean hasRunExamples(String output) {
        int last = output.indexOf(EXAMPLES_DONE);
        return last >= 0 && output.indexOf(LAST_LINE, last) >= 0;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    private static void goal(String name, double value, double max) {
        System.out.printf(
                Locale.ROOT, "%-40s %7.2f   goal <= %.0f  %s%n", name, value, max, value <= max ? "met" : "NOT met");
    }
}

package dev.keelson.benchmarks;

import dev.keelson.benchmarks.ShapedProvider.Shape;
import dev.keelson.benchmarks.StreamLoad.Sum;
import dev.keelson.benchmarks.StreamLoad.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Reads many event streams of one server at once, each of which brings a piece of text at a fixed pace, and looks at what
 * is lost, what is late, and what a stream costs in CPU and memory.
 */
final class StreamsBenchmark {
    private static final String AGENT = "write-note";
    private static final String WARM_UP_AGENT = "write-short-note";
    private static final String SPEC = """
            # Write a note

            ## Purpose
            Writes a note about a subject.

            ## Input
            - `subject` (string, max 200): What the note is about.

            ## Output
            - `note` (string, max 1000000): The note.
            """;
    private static final String SETTINGS = """
            {"models": {"targets": [{"provider": "%s", "model": "benchmark-model"}]}, "limits": {"timeoutMs": 600000}}
            """;
    private static final int OPENED_PER_SECOND = 200;
    private static final int WARM_UP_PIECES = 40;
    private static final int WARM_UP_STREAMS = 300;
    private static final int WARM_UP_ROUNDS = 3;
    /** Streams must outlast the measurement of memory. */
    private static final int MORE_SECONDS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int streams;
    private final int perSecond;
    private final Duration duration;

    private StreamsBenchmark(int streams, int perSecond, Duration duration) {
        this.streams = streams;
        this.perSecond = perSecond;
        this.duration = duration;
    }

    /** {@code --streams 1000}, {@code --per-second 20} pieces, {@code --seconds 20}. */
    public static void main(String[] arguments) {
        Options options = Options.of(arguments);
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        new StreamsBenchmark(
                        options.number("--streams", 1_000),
                        options.number("--per-second", 20),
                        Duration.ofSeconds(options.number("--seconds", 20)))
                .run();
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
    }

    private void run() {
        Shape shape =
                new Shape(Duration.ofMillis(1), Integer.MAX_VALUE, pieces(), Duration.ofMillis(1_000 / perSecond));
        Shape shorter = new Shape(shape.delay(), shape.workers(), WARM_UP_PIECES, shape.gap());
        try (ChildProcess provider = Shape.launch(shape);
                ChildProcess warmUp = Shape.launch(shorter);
                RunningKeelson keelson = RunningKeelson.launch(Path.of(""), config(provider, warmUp))) {
            warmUp(target(keelson, WARM_UP_AGENT, "short"));
            measure(target(keelson, AGENT, "long"), provider.pid());
        }
    }

    private String config(ChildProcess provider, ChildProcess warmUp) {
        return "maxInFlight: " + 2 * streams + "\n" + "providers:\n" + ClaimAgent.provider("long", provider.port())
                + ClaimAgent.provider("short", warmUp.port());
    }

    private static Target target(RunningKeelson keelson, String agent, String provider) {
        ApiClient api = keelson.api();
        api.publish(agent, SPEC, SETTINGS.formatted(provider));
        String headers = "Authorization: Bearer " + api.issueCallerKey() + "\r\nAccept: text/event-stream\r\n";
        byte[] request = Target.post("/v1/agents/" + agent + "/run", headers, "{\"subject\":\"the tide\"}");
        return new Target("Keelson", keelson.pid(), keelson.port(), request);
    }

    private static void warmUp(Target target) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            try (StreamLoad load = new StreamLoad(target)) {
                load.open(WARM_UP_STREAMS, Duration.ofMillis(500));
                Sum sum = load.finish(PATIENCE);
                System.out.printf("warm-up: %s%n", sum);
            }
        }
    }

    private void measure(Target target, long providerPid) {
        long idleHeap = ProcessUsage.liveHeapBytes(target.pid());
        long idleResident = ProcessUsage.residentMegabytes(target.pid());
        try (StreamLoad load = new StreamLoad(target)) {
            load.open(streams, Duration.ofMillis(streams * 1_000L / OPENED_PER_SECOND));
            Usage before = Usage.now(target.pid(), providerPid);
            Window window = load.measure(duration);
            Usage used = Usage.now(target.pid(), providerPid).since(before);
            long resident = ProcessUsage.residentMegabytes(target.pid());
            long heap = ProcessUsage.liveHeapBytes(target.pid());
            Sum sum = load.finish(PATIENCE);
            print(window, used);
            System.out.printf(
                    Locale.ROOT,
                    "memory per stream: %.1f KB of live heap, %.1f KB resident (%d MB idle, %d MB under load)%n",
                    (heap - idleHeap) / 1_024.0 / streams,
                    (resident - idleResident) * 1_024.0 / streams,
                    idleResident,
                    resident);
            print(sum);
        }
    }

    /** CPU time in microseconds: of the server, of the fake provider, of this reader. */
    private record Usage(long server, long provider, long reader) {

        static Usage now(long server, long provider) {
            return new Usage(
                    ProcessUsage.cpuMicros(server),
                    ProcessUsage.cpuMicros(provider),
                    ProcessUsage.cpuMicros(ProcessHandle.current().pid()));
        }

        Usage since(Usage before) {
            return new Usage(server - before.server, provider - before.provider, reader - before.reader);
        }
    }

    private void print(Window window, Usage used) {
        double seconds = duration.toMillis() / 1e3;
        System.out.printf(
                Locale.ROOT,
                "%n%d streams, %d pieces/s each, %.0f s: %.0f pieces/s arrived (%.1f %% of the pace)%n",
                streams,
                perSecond,
                seconds,
                window.pieces() / seconds,
                100.0 * window.pieces() / (streams * perSecond * seconds));
        System.out.printf(
                Locale.ROOT,
                "late by: p50 %.2f  p90 %.2f  p99 %.2f  max %.1f ms%n",
                window.micros().getValueAtPercentile(50) / 1e3,
                window.micros().getValueAtPercentile(90) / 1e3,
                window.micros().getValueAtPercentile(99) / 1e3,
                window.micros().getMaxValue() / 1e3);
        System.out.printf(
                Locale.ROOT,
                "CPU: server %.2f cores (%.1f us/piece), provider %.2f, reader %.2f%n",
                used.server() / 1e6 / seconds,
                used.server() / (double) Math.max(1, window.pieces()),
                used.provider() / 1e6 / seconds,
                used.reader() / 1e6 / seconds);
    }

    private void print(Sum sum) {
        long expected = (long) streams * pieces();
        System.out.printf(
                "pieces: %d sent, %d delivered, %d lost; streams: %d whole, %d failed, %d with events left out, %d cut, %d"
                        + " never ended%n",
                expected,
                sum.pieces(),
                expected - sum.pieces(),
                sum.whole(),
                sum.failed(),
                sum.skipped(),
                sum.cut(),
                sum.open());
        Goals.atMost("share of pieces lost", (expected - sum.pieces()) / (double) expected, 0);
    }

    private int pieces() {
        int seconds = (int) duration.toSeconds() + streams / OPENED_PER_SECOND + MORE_SECONDS;
        return seconds * perSecond;
    }
}

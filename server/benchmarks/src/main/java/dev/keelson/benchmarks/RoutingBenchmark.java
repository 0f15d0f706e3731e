package dev.keelson.benchmarks;

import dev.keelson.benchmarks.PipelineLoad.Cost;
import dev.keelson.core.execution.ComparedPipeline;
import dev.keelson.core.execution.ComparedPipeline.Way;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Measures what routing and resilience add to a run: the same pipeline in one JVM with them and with a caller that asks
 * the first target directly, in interleaved rounds, over in-memory stores and a model that takes no time. Beside a
 * pipeline of a few microseconds nothing can hide; the share of a whole request of the server is told as well.
 */
final class RoutingBenchmark {
    private static final int AT_ONCE = 32;
    private static final int REQUEST_CELLS = 5;
    private static final double MAX_CPU_RATIO = 1.15;

    private final Vertx vertx;
    private final Map<Way, ComparedPipeline> pipelines = new EnumMap<>(Way.class);
    private final Map<Way, List<Cost>> busy = new EnumMap<>(Way.class);
    private final Map<Way, List<Cost>> alone = new EnumMap<>(Way.class);

    private RoutingBenchmark(Vertx vertx) {
        this.vertx = vertx;
        var parts = new ComparedPipeline.Parts(vertx, new InstantModel(), new ForgottenTraces());
        for (Way way : Way.values()) {
            pipelines.put(way, ComparedPipeline.of(way, parts));
            busy.put(way, new ArrayList<>());
            alone.put(way, new ArrayList<>());
        }
    }

    /** {@code --rounds 9}, {@code --seconds 1} for each cell, {@code --warm-up 15} seconds. */
    public static void main(String[] arguments) {
        Options options = Options.of(arguments);
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        Vertx vertx = Vertx.vertx();
        new RoutingBenchmark(vertx)
                .run(
                        options.number("--rounds", 9),
                        Duration.ofSeconds(options.number("--seconds", 1)),
                        Duration.ofSeconds(options.number("--warm-up", 15)));
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
        vertx.close().await();
    }

    private void run(int rounds, Duration cell, Duration warmUp) {
        Duration turn = warmUp.dividedBy(3L * Way.values().length);
        for (int warm = 0; warm < 3; warm++) {
            for (Way way : Way.values()) {
                Cost unused = measure(way, AT_ONCE, turn);
            }
        }
        for (int round = 0; round < rounds; round++) {
            round(round, cell);
            show(round);
        }
        print();
        goal("CPU, routing and resilience over targets / bare", Way.TARGETS, 0);
        goal("CPU, routing and resilience over a tier / bare", Way.TIER, 0);
        double request = requestMicros(warmUp, cell);
        System.out.printf(Locale.ROOT, "a whole request of the server, saturated: %.0f us of CPU%n", request);
        goal("CPU of a whole request with / without, targets", Way.TARGETS, request);
        goal("CPU of a whole request with / without, tier", Way.TIER, request);
    }

    /** What the distribution spends on a request with HTTP, egress and a durable trace, without the JVM's compiler. */
    private static double requestMicros(Duration warmUp, Duration cell) {
        try (ChildProcess provider = ChildProcess.java(FakeProvider.class);
                RunningKeelson keelson =
                        RunningKeelson.launch(Path.of(""), ClaimAgent.config("fake", provider.port()))) {
            Target target = ClaimAgent.publish(keelson, "fake").target();
            try (LoadGenerator load = new LoadGenerator(target, AT_ONCE)) {
                LoadGenerator.Outcome unused = load.saturate(warmUp, Long.MAX_VALUE);
                long[] ours = {ProcessHandle.current().pid(), provider.pid(), keelson.pid()};
                Cell measured = Cell.measure(
                        target, ours, () -> load.saturate(cell.multipliedBy(REQUEST_CELLS), Long.MAX_VALUE));
                return measured.cpuMicros() - measured.compilerMicros();
            }
        }
    }

    /** The order changes from round to round: whoever comes first pays for the garbage of the one before. */
    private void round(int round, Duration cell) {
        Way[] ways = Way.values();
        for (int turn = 0; turn < ways.length; turn++) {
            Way way = ways[(round + turn) % ways.length];
            busy(way).add(measure(way, AT_ONCE, cell));
            alone(way).add(measure(way, 1, cell.dividedBy(4)));
        }
    }

    private List<Cost> busy(Way way) {
        return Objects.requireNonNull(busy.get(way));
    }

    private List<Cost> alone(Way way) {
        return Objects.requireNonNull(alone.get(way));
    }

    private Cost measure(Way way, int atOnce, Duration duration) {
        return PipelineLoad.measure(vertx, Objects.requireNonNull(pipelines.get(way)), atOnce, duration);
    }

    private void show(int round) {
        System.out.printf(
                Locale.ROOT,
                "round %2d  CPU us/run: bare %6.1f  targets %6.1f (x%.3f)  tier %6.1f (x%.3f)%n",
                round + 1,
                busy(Way.BARE).get(round).cpu(),
                busy(Way.TARGETS).get(round).cpu(),
                ratio(Way.TARGETS, round),
                busy(Way.TIER).get(round).cpu(),
                ratio(Way.TIER, round));
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%n%-22s %10s %10s %12s %12s%n",
                "medians",
                "CPU us/run",
                "runs/cell",
                "p50 alone us",
                "p99 alone us");
        for (Way way : Way.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %10.1f %10.0f %12.1f %12.1f%n",
                    way.name().toLowerCase(Locale.ROOT),
                    median(busy(way), Cost::cpu),
                    median(busy(way), Cost::runs),
                    median(alone(way), Cost::p50),
                    median(alone(way), Cost::p99));
        }
    }

    /** {@code request}: CPU of a whole request with routing, or 0 to compare the bare pipelines. */
    private void goal(String name, Way way, double request) {
        double[] ratios = new double[busy(way).size()];
        Arrays.setAll(ratios, round -> request == 0 ? ratio(way, round) : request / (request - added(way, round)));
        Arrays.sort(ratios);
        Goals.atMost(name, Medians.middle(ratios), MAX_CPU_RATIO);
    }

    private double added(Way way, int round) {
        return busy(way).get(round).cpu() - busy(Way.BARE).get(round).cpu();
    }

    /** Within a round: what disturbs the machine then disturbs both. */
    private double ratio(Way way, int round) {
        return busy(way).get(round).cpu() / busy(Way.BARE).get(round).cpu();
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
        return Medians.middle(costs.stream().mapToDouble(value).sorted().toArray());
    }
}

package dev.keelson.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Measures what Keelson's whole pipeline costs (key, both validations, routing, durable trace) beside a bare proxy to the
 * same instant provider, in one run with interleaved rounds. Everything stays on loopback.
 */
final class LoadBenchmark {
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final LoadPlan plan;
    private final long[] ours;
    private final LoadReport report = new LoadReport();

    private LoadBenchmark(LoadPlan plan, long[] ours) {
        this.plan = plan;
        this.ours = ours;
    }

    /** {@code --quick} measures for 40 seconds instead of three minutes. */
    public static void main(String[] arguments) {
        LoadPlan plan = LoadPlan.of(List.of(arguments));
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        try (ChildProcess provider = ChildProcess.java(FakeProvider.class);
                ChildProcess proxy = ChildProcess.java(
                        BareProxy.class, Integer.toString(provider.port()), Integer.toString(EVENT_LOOPS));
                RunningKeelson keelson =
                        RunningKeelson.launch(Path.of(""), ClaimAgent.config("fake", provider.port()))) {
            long self = ProcessHandle.current().pid();
            long[] ours = {self, provider.pid(), proxy.pid(), keelson.pid()};
            new LoadBenchmark(plan, ours).run(proxyTarget(proxy), keelsonTarget(keelson));
        }
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
    }

    private void run(Target proxy, Target keelson) {
        warmUp(proxy);
        warmUp(keelson);
        for (int round = 1; round <= plan.rounds(); round++) {
            report.addSaturated(saturate(proxy), saturate(keelson));
            report.addPaced(pace(proxy), pace(keelson));
        }
        report.print(System.out, plan.perSecond());
    }

    private void warmUp(Target target) {
        LoadGenerator.Outcome outcome =
                load(target, generator -> generator.saturate(plan.maxWarmUp(), plan.warmUpRequests()));
        System.out.printf(
                Locale.ROOT,
                "warm-up of %s: %d requests in %.1f s, %d errors%n",
                target.name(),
                outcome.requests(),
                outcome.seconds(),
                outcome.errors());
    }

    private Cell saturate(Target target) {
        return cell("saturated", target, generator -> generator.saturate(plan.cell(), Long.MAX_VALUE));
    }

    private Cell pace(Target target) {
        return cell("paced", target, generator -> generator.pace(plan.cell(), plan.perSecond()));
    }

    private Cell cell(String load, Target target, Function<LoadGenerator, LoadGenerator.Outcome> run) {
        return shown(load, target, Cell.measure(target, ours, () -> load(target, run)));
    }

    /** Over connections of its own: servers close those that are idle while it is the other's turn. */
    private LoadGenerator.Outcome load(Target target, Function<LoadGenerator, LoadGenerator.Outcome> run) {
        try (LoadGenerator generator = new LoadGenerator(target, plan.connections())) {
            return run.apply(generator);
        }
    }

    private static Cell shown(String load, Target target, Cell cell) {
        System.out.printf(
                Locale.ROOT,
                "  %-9s %-8s %7.0f/s  p50 %6.2f  p99 %7.2f ms  CPU %5.0f us (JIT %4.0f)  errors %d  foreign %.2f%n",
                load,
                target.name(),
                cell.rate(),
                cell.p50(),
                cell.p99(),
                cell.cpuMicros(),
                cell.compilerMicros(),
                cell.errors(),
                cell.foreignCores());
        return cell;
    }

    private static Target proxyTarget(ChildProcess proxy) {
        return new Target("proxy", proxy.pid(), proxy.port(), Target.post(FakeProvider.PATH, "", ClaimAgent.input()));
    }

    private static Target keelsonTarget(RunningKeelson keelson) {
        return ClaimAgent.publish(keelson, "fake").target();
    }
}

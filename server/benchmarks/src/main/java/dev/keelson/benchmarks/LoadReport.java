package dev.keelson.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The cells of all rounds, and the table and the ratios that come of them. */
final class LoadReport {
    private static final double MAX_CPU_RATIO = 2.5;
    private static final double MAX_P99_MILLIS = 15;
    private static final double NOISY_CORES = 0.12;

    private final List<Cell> proxySaturated = new ArrayList<>();
    private final List<Cell> keelsonSaturated = new ArrayList<>();
    private final List<Cell> proxyPaced = new ArrayList<>();
    private final List<Cell> keelsonPaced = new ArrayList<>();

    void addSaturated(Cell proxy, Cell keelson) {
        proxySaturated.add(proxy);
        keelsonSaturated.add(keelson);
    }

    void addPaced(Cell proxy, Cell keelson) {
        proxyPaced.add(proxy);
        keelsonPaced.add(keelson);
    }

    void print(PrintStream out, int perSecond) {
        out.printf(
                Locale.ROOT,
                "%n%-28s %9s %8s %8s %8s %15s %8s %7s %7s %8s%n",
                "medians of " + proxySaturated.size() + " rounds",
                "req/s",
                "p50 ms",
                "p99 ms",
                "CPU us",
                "min-max",
                "JIT us",
                "errors",
                "RSS MB",
                "foreign");
        row(out, "saturated: proxy", proxySaturated);
        row(out, "saturated: Keelson", keelsonSaturated);
        row(out, "at " + perSecond + "/s: proxy", proxyPaced);
        row(out, "at " + perSecond + "/s: Keelson", keelsonPaced);
        ratios(out, perSecond);
    }

    private void ratios(PrintStream out, int perSecond) {
        out.println();
        goal(
                out,
                "CPU per request, saturated, Keelson / proxy",
                ratio(keelsonSaturated, proxySaturated),
                MAX_CPU_RATIO);
        goal(
                out,
                "CPU per request at " + perSecond + "/s, Keelson / proxy",
                ratio(keelsonPaced, proxyPaced),
                MAX_CPU_RATIO);
        out.printf(
                Locale.ROOT,
                "%-52s %6.2f   for a server that has run for long%n",
                "the first, without the JVM's compiler threads",
                warmRatio());
        goal(out, "p99 at " + perSecond + "/s, Keelson - proxy, ms", p99Difference(), MAX_P99_MILLIS);
        long noisy = List.of(proxySaturated, keelsonSaturated, proxyPaced, keelsonPaced).stream()
                .flatMap(List::stream)
                .filter(cell -> cell.foreignCores() > NOISY_CORES)
                .count();
        if (noisy > 0) {
            out.printf(
                    Locale.ROOT,
                    "%d cells had more than %.2f cores of other programs beside them: trust the ratios more than the rest%n",
                    noisy,
                    NOISY_CORES);
        }
    }

    private static void row(PrintStream out, String name, List<Cell> cells) {
        Medians medians = new Medians(cells);
        out.printf(
                Locale.ROOT,
                "%-28s %9.0f %8.2f %8.2f %8.0f %15s %8.0f %7d %7.0f %8.2f%n",
                name,
                medians.of(Cell::rate),
                medians.of(Cell::p50),
                medians.of(Cell::p99),
                medians.of(Cell::cpuMicros),
                String.format(Locale.ROOT, "%.0f-%.0f", medians.min(Cell::cpuMicros), medians.max(Cell::cpuMicros)),
                medians.of(Cell::compilerMicros),
                medians.errors(),
                medians.max(Cell::residentMegabytes),
                medians.of(Cell::foreignCores));
    }

    private static void goal(PrintStream out, String name, double value, double max) {
        out.printf(
                Locale.ROOT, "%-52s %6.2f   goal <= %4.1f  %s%n", name, value, max, value <= max ? "met" : "NOT met");
    }

    /** Median of the ratios within each round: what disturbs the machine then disturbs both. */
    private static double ratio(List<Cell> keelson, List<Cell> proxy) {
        return Medians.middle(IntStream.range(0, proxy.size())
                .mapToDouble(round ->
                        keelson.get(round).cpuMicros() / proxy.get(round).cpuMicros())
                .sorted()
                .toArray());
    }

    private double warmRatio() {
        return Medians.middle(IntStream.range(0, proxySaturated.size())
                .mapToDouble(round ->
                        withoutCompiler(keelsonSaturated.get(round)) / withoutCompiler(proxySaturated.get(round)))
                .sorted()
                .toArray());
    }

    private static double withoutCompiler(Cell cell) {
        return cell.cpuMicros() - cell.compilerMicros();
    }

    private double p99Difference() {
        return Medians.middle(IntStream.range(0, proxyPaced.size())
                .mapToDouble(round ->
                        keelsonPaced.get(round).p99() - proxyPaced.get(round).p99())
                .sorted()
                .toArray());
    }
}

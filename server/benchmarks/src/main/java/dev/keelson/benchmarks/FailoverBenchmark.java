package dev.keelson.benchmarks;

import dev.keelson.benchmarks.OpenLoop.Answered;
import dev.keelson.benchmarks.OpenLoop.Unanswered;
import dev.keelson.benchmarks.ShapedProvider.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lets the first of two providers hang in the middle of steady traffic, which goes on whatever becomes of it, and looks at
 * what callers notice: errors, times before and after, and how long until the server goes around the one that hangs.
 */
final class FailoverBenchmark {
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int WORKERS = 100_000;
    private static final int MAX_CONNECTIONS = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int USUAL_FIRST_TOKEN = 10;
    private static final int QUICK_FIRST_TOKEN = 2;
    private static final int WARM_UP_SECONDS = 8;
    private static final int WARM_UP_CONNECTIONS = 8;

    private final Duration duration;
    private final Duration hangAt;
    private final int perSecond;

    private FailoverBenchmark(Duration duration, Duration hangAt, int perSecond) {
        this.duration = duration;
        this.hangAt = hangAt;
        this.perSecond = perSecond;
    }

    /**
     * {@code --seconds 25}, {@code --hang-at 5} seconds, {@code --per-second 200}; {@code --from-case 2 --cases 1}
     * for the second case alone.
     */
    public static void main(String[] arguments) {
        Options options = Options.of(arguments);
        System.out.printf("load averages before: %s%n", ProcessUsage.loadAverages());
        var benchmark = new FailoverBenchmark(
                Duration.ofSeconds(options.number("--seconds", 25)),
                Duration.ofSeconds(options.number("--hang-at", 5)),
                options.number("--per-second", 200));
        String quick = "resilience: { waits: { firstTokenSeconds: " + QUICK_FIRST_TOKEN + " } }\n";
        List<Case> cases = List.of(
                new Case("streamed, first token within 10 s (default)", true, "", USUAL_FIRST_TOKEN),
                new Case("streamed, first token within 2 s", true, quick, QUICK_FIRST_TOKEN),
                new Case("not streamed (default)", false, "", 0));
        int from = options.number("--from-case", 1);
        int count = options.number("--cases", cases.size());
        cases.stream().skip(from - 1).limit(count).forEach(benchmark::run);
        System.out.printf("load averages after: %s%n", ProcessUsage.loadAverages());
    }

    /**
     * What is asked for.
     *
     * @param config what is not the default
     * @param firstToken seconds that a caller of a stream may lose; 0 without a goal
     */
    private record Case(String name, boolean streamed, String config, int firstToken) {}

    private void run(Case each) {
        Shape shape = new Shape(DELAY, WORKERS, 0, Duration.ZERO);
        try (ChildProcess first = Shape.launch(shape);
                ChildProcess second = Shape.launch(shape);
                RunningKeelson keelson = RunningKeelson.launch(Path.of(""), config(each, first, second))) {
            ClaimAgent agent = ClaimAgent.publish(keelson, "first", "second");
            Target target = each.streamed() ? agent.streamed() : agent.target();
            // Both providers must have their code compiled, or the second would be slow when it is needed.
            ClaimAgent other = ClaimAgent.publish(keelson, "second", "first");
            warmUp(each.streamed() ? other.streamed() : other.target());
            warmUp(target);
            FailoverOutcome outcome = new FailoverOutcome(hangAt);
            Thread hanging = hangLater(first.port());
            Unanswered unanswered = load(target, outcome::add);
            hanging.interrupt();
            System.out.printf(Locale.ROOT, "%n%s; %d/s%n", each.name(), perSecond);
            outcome.print(unanswered, each.firstToken());
        }
    }

    private static String config(Case each, ChildProcess first, ChildProcess second) {
        return each.config() + "providers:\n" + ClaimAgent.provider("first", first.port())
                + ClaimAgent.provider("second", second.port());
    }

    /** As fast as the answers come, but few at once: a cold server would be overloaded by the full rate. */
    private static void warmUp(Target target) {
        try (LoadGenerator load = new LoadGenerator(target, WARM_UP_CONNECTIONS)) {
            LoadGenerator.Outcome outcome = load.saturate(Duration.ofSeconds(WARM_UP_SECONDS), Long.MAX_VALUE);
            System.out.printf("warm-up: %d requests, %d errors%n", outcome.requests(), outcome.errors());
        }
    }

    private Unanswered load(Target target, Consumer<Answered> answers) {
        try (OpenLoop load = new OpenLoop(target, MAX_CONNECTIONS)) {
            return load.run(duration, perSecond, PATIENCE, answers);
        }
    }

    private Thread hangLater(int providerPort) {
        Thread thread = new Thread(() -> hang(providerPort), "hang-later");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void hang(int providerPort) {
        long due = System.nanoTime() + hangAt.toNanos();
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        HttpRequest hang = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + providerPort + ShapedProvider.HANG))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient().send(hang, HttpResponse.BodyHandlers.discarding());
            System.out.printf("  (the first provider hangs from now on: %d)%n", answer.statusCode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

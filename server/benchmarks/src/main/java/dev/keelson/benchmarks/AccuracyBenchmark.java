package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures how often the example agents are right, over the API and so with whatever model they are mapped to. The test
 * split is the figure to quote; the dev split is what the agents were tuned on.
 */
final class AccuracyBenchmark {
    private static final Path EXAMPLES = Path.of("dist/examples");
    private static final int CONCURRENCY = 4;
    private static final int OK = 200;
    private static final List<Integer> REFUSALS = List.of(422, 502);

    private final ApiClient api;
    private final AccuracyReport report = new AccuracyReport(System.out);

    private AccuracyBenchmark(ApiClient api) {
        this.api = api;
    }

    /** Arguments: URL and key of a server that has the example agents; without them it starts one of its own. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            new AccuracyBenchmark(new ApiClient(URI.create(arguments[0]), arguments[1])).run();
            return;
        }
        try (RunningKeelson keelson = RunningKeelson.launch(Path.of(""), "")) {
            ApiClient api = keelson.api();
            for (Path agent : agents()) {
                api.publish(agent.getFileName().toString(), Files.readString(agent.resolve("spec.md")), "{}");
            }
            new AccuracyBenchmark(api).run();
        }
    }

    private void run() throws InterruptedException, ExecutionException {
        for (Path agent : agents()) {
            String name = agent.getFileName().toString();
            List<Judged> judged = judge(name, LabelledInput.read(agent.resolve("labelled.jsonl")));
            for (String split : List.of("test", "dev")) {
                List<Judged> part = judged.stream()
                        .filter(each -> each.labelled().split().equals(split))
                        .toList();
                if (!part.isEmpty()) {
                    report.print(name, split, part);
                }
            }
        }
    }

    private List<Judged> judge(String agent, List<LabelledInput> inputs)
            throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            List<Callable<Judged>> calls = inputs.stream()
                    .<Callable<Judged>>map(each -> () -> judge(agent, each))
                    .toList();
            List<Judged> judged = new ArrayList<>();
            for (Future<Judged> call : callers.invokeAll(calls)) {
                judged.add(call.get());
            }
            return judged;
        } finally {
            callers.shutdown();
        }
    }

    /** Only what says that the model could not answer counts as a refusal; anything else means that nothing is measured. */
    private Judged judge(String agent, LabelledInput labelled) {
        HttpResponse<String> answer = api.run(agent, labelled.input().toString());
        if (answer.statusCode() == OK) {
            return new Judged(labelled, ApiClient.json(answer.body()));
        }
        if (REFUSALS.contains(answer.statusCode())) {
            return new Judged(labelled, null);
        }
        throw new IllegalStateException(agent + ": " + answer.statusCode() + " " + answer.body());
    }

    private static List<Path> agents() {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("labelled.jsonl")))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

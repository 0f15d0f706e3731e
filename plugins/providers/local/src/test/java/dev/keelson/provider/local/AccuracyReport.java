package dev.keelson.provider.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.embedding.EmbeddingConfig;
import dev.keelson.embedding.SentenceEmbedder;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Measures the local provider on the labelled inputs of the example agents, field by field, and prints the table. */
public final class AccuracyReport {
    private static final String WHOLE = "whole output";
    private static final double Z95 = 1.959964;

    private final Provider provider;
    private final Consumer<String> misses;
    private final List<Row> rows = new ArrayList<>();

    private AccuracyReport(Provider provider, Consumer<String> misses) {
        this.provider = provider;
        this.misses = misses;
    }

    /** Arguments: the split ({@code test} unless given), then {@code misses} to print every wrong field. */
    public static void main(String[] args) {
        String split = args.length > 0 ? args[0] : "test";
        Consumer<String> misses = args.length > 1 ? System.out::println : miss -> {};
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), "keelson-accuracy");
        try (var embedder = new SentenceEmbedder(EmbeddingConfig.in(directory))) {
            Provider provider =
                    new LocalProviderFactory().create(PluginConfig.of(Map.of()), TestContext.with(embedder));
            System.out.print(table(measure(provider, split, misses)));
        }
    }

    static List<Row> measure(Provider provider, String split, Consumer<String> misses) {
        var report = new AccuracyReport(provider, misses);
        ExampleAgent.NAMES.forEach(name -> report.measure(ExampleAgent.load(name), split));
        return report.rows;
    }

    private void measure(ExampleAgent agent, String split) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        var whole = new Tally();
        for (JsonNode line : agent.labelled(split)) {
            JsonNode output = output(agent, line.path("input"));
            boolean allRight = true;
            for (Map.Entry<String, JsonNode> expected : line.path("expected").properties()) {
                JsonNode actual = output.path(expected.getKey());
                boolean right = same(expected.getValue(), actual);
                allRight &= right;
                tallies.computeIfAbsent(expected.getKey(), name -> new Tally()).add(expected.getValue(), right);
                noteMiss(right, expected, actual + " in " + line.path("input"));
            }
            whole.add(line.path("expected"), allRight);
        }
        tallies.forEach((field, tally) -> rows.add(tally.row(agent.name(), field)));
        rows.add(whole.row(agent.name(), WHOLE));
    }

    private void noteMiss(boolean right, Map.Entry<String, JsonNode> expected, String actual) {
        if (!right) {
            misses.accept(expected.getKey() + ": " + expected.getValue() + " expected, got " + actual);
        }
    }

    private JsonNode output(ExampleAgent agent, JsonNode input) {
        try {
            return ExampleAgent.json(provider.chat(agent.request(input))
                    .toCompletableFuture()
                    .join()
                    .content());
        } catch (RuntimeException refused) {
            misses.accept("refused: " + refused.getMessage() + " in " + input);
            return MissingNode.getInstance();
        }
    }

    /** Lists are compared as sets; null and absent are one. */
    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNull()) {
            return actual.isNull() || actual.isMissingNode();
        }
        if (expected.isArray()) {
            return actual.isArray() && texts(expected).equals(texts(actual));
        }
        return expected.isNumber() ? expected.asDouble() == actual.asDouble(Double.NaN) : expected.equals(actual);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.toString()));
        return texts;
    }

    static String table(List<Row> rows) {
        var table = new StringBuilder("""
                | agent | field | right | n | accuracy | 95 % interval | majority baseline |
                |---|---|---|---|---|---|---|
                """);
        rows.forEach(row -> table.append(row.line()));
        ExampleAgent.NAMES.forEach(name -> table.append(sum(
                        name,
                        rows.stream().filter(row -> row.agent().equals(name)).toList())
                .line()));
        return table.append(sum("all agents", rows).line()).toString();
    }

    /** All judged fields of the rows as one figure. */
    static Row sum(String name, List<Row> rows) {
        List<Row> fields =
                rows.stream().filter(row -> !row.field().equals(WHOLE)).toList();
        return new Row(
                name,
                "**all fields**",
                fields.stream().mapToInt(Row::right).sum(),
                fields.stream().mapToInt(Row::total).sum(),
                fields.stream().mapToInt(Row::majority).sum());
    }

    /**
     * One line of the table.
     *
     * @param majority how many would be right if the commonest value were always given
     */
    record Row(String agent, String field, int right, int total, int majority) {

        double accuracy() {
            return (double) right / total;
        }

        String line() {
            double square = Z95 * Z95;
            double center = (right + square / 2) / (total + square);
            double half = Z95 / (total + square) * Math.sqrt((double) right * (total - right) / total + square / 4);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %.1f %% | %.1f–%.1f %% | %.1f %% |%n",
                    agent,
                    field,
                    right,
                    total,
                    100 * accuracy(),
                    100 * (center - half),
                    100 * (center + half),
                    100.0 * majority / total);
        }
    }

    private static final class Tally {
        private final Map<String, Integer> values = new HashMap<>();
        private int right;
        private int total;

        void add(JsonNode expected, boolean isRight) {
            values.merge(expected.toString(), 1, Integer::sum);
            right += isRight ? 1 : 0;
            total++;
        }

        Row row(String agent, String field) {
            int majority =
                    values.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            return new Row(agent, field, right, total, majority);
        }
    }
}

package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says for each field of an agent how often it was right, beside the answer that needs no model: always the commonest. */
final class AccuracyReport {
    private final PrintStream out;

    AccuracyReport(PrintStream out) {
        this.out = out;
    }

    void print(String agent, String split, List<Judged> judged) {
        long refused = judged.stream().filter(Judged::isRefused).count();
        out.printf("%n%s, %s split: %d inputs, refused %s%n", agent, split, judged.size(), of(refused, judged));
        for (String field : fields(judged)) {
            long right = judged.stream().filter(each -> each.isRight(field)).count();
            out.printf(
                    Locale.ROOT,
                    "  %-24s %s  always the commonest: %5.1f %%%n",
                    field,
                    of(right, judged),
                    100 * of(commonest(field, judged), judged).share());
        }
        long whole = judged.stream()
                .filter(each -> fields(judged).stream().allMatch(each::isRight))
                .count();
        out.printf("  %-24s %s%n", "(all fields at once)", of(whole, judged));
    }

    private static Proportion of(long successes, List<Judged> judged) {
        return new Proportion(successes, judged.size());
    }

    private static Set<String> fields(List<Judged> judged) {
        Set<String> fields = new TreeSet<>();
        judged.forEach(each -> each.labelled().expected().fieldNames().forEachRemaining(fields::add));
        return fields;
    }

    private static long commonest(String field, List<Judged> judged) {
        Map<JsonNode, Long> counts = judged.stream()
                .collect(
                        Collectors.groupingBy(each -> each.labelled().expected().path(field), Collectors.counting()));
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}

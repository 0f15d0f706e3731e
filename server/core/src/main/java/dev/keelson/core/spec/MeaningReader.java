package dev.keelson.core.spec;

import dev.keelson.core.spec.BulletReader.Bullet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the values of one {@code one of} field mean, from the bullets below it. */
final class MeaningReader {
    private static final Pattern MEANING = Pattern.compile("`([^`\n]+)`\\s*:(.*)", Pattern.DOTALL);

    private final List<String> values;
    private final SpecProblems problems;

    MeaningReader(List<String> values, SpecProblems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** By value, in the order of the values. */
    Map<String, String> read(List<Bullet> bullets) {
        Map<String, String> written = new LinkedHashMap<>();
        bullets.forEach(bullet -> readOne(bullet, written));
        Map<String, String> ordered = new LinkedHashMap<>();
        values.stream().filter(written::containsKey).forEach(value -> ordered.put(value, written.get(value)));
        return ordered;
    }

    private void readOne(Bullet bullet, Map<String, String> written) {
        SpecProblems.At at = problems.at(bullet.line());
        Matcher meaning = MEANING.matcher(bullet.text());
        String text = meaning.matches() ? RuleIds.fold(meaning.group(2)) : "";
        if (text.isEmpty() || !bullet.nested().isEmpty()) {
            at.report(
                    SpecProblem.MEANING_FORM,
                    SpecProblems.quote(bullet.text()) + " is no meaning of a value (expected: - `value`: meaning)");
            return;
        }
        String value = meaning.group(1);
        if (!values.contains(value)) {
            at.report(
                    SpecProblem.MEANING_UNKNOWN,
                    SpecProblems.quote(value) + " is none of the values (expected: " + String.join(", ", values) + ")"
                            + DidYouMean.hint(value, values));
        } else if (written.putIfAbsent(value, text) != null) {
            at.report(
                    SpecProblem.MEANING_REPEATED,
                    "value " + SpecProblems.quote(value) + " has two meanings (expected: one bullet a value)");
        }
    }
}

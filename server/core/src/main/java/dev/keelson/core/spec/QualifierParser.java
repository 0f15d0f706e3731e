package dev.keelson.core.spec;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what follows the type of one field and holds it against that type. Confined to one field. */
final class QualifierParser {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,6})?");
    private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(1_000_000_000);

    private final FieldType type;
    private final SpecProblems.At at;
    private final Map<QualifierWord, String> given = new EnumMap<>(QualifierWord.class);

    QualifierParser(FieldType type, SpecProblems.At at) {
        this.type = type;
        this.at = at;
    }

    Qualifiers parse(List<String> parts) {
        parts.forEach(this::readPart);
        boolean optional = given.containsKey(QualifierWord.OPTIONAL);
        if (optional && given.containsKey(QualifierWord.REQUIRED)) {
            at.report(SpecProblem.QUALIFIER_REPEATED, "both required and optional (expected: one of them)");
        }
        BigDecimal min = bound(QualifierWord.MIN);
        BigDecimal max = bound(QualifierWord.MAX);
        if (min != null && max != null && min.compareTo(max) > 0) {
            at.report(
                    SpecProblem.BOUNDS_REVERSED,
                    "min " + min.toPlainString() + " is above max " + max.toPlainString() + " (expected: min <= max)");
        }
        return new Qualifiers(!optional, given.containsKey(QualifierWord.NULLABLE), min, max, pattern());
    }

    private void readPart(String part) {
        Optional<QualifierWord> word = QualifierWord.of(part);
        if (word.isEmpty()) {
            at.report(
                    SpecProblem.QUALIFIER_UNKNOWN,
                    SpecProblems.quote(part) + " is no qualifier (expected: " + QualifierWord.KNOWN + ")"
                            + DidYouMean.hint(part.split("[ /]", 2)[0], QualifierWord.words()));
            return;
        }
        String rest = QualifierWord.rest(part);
        if (rest.isEmpty() == word.get().takesValue()) {
            at.report(
                    SpecProblem.QUALIFIER_VALUE,
                    SpecProblems.quote(part) + " is incomplete or too long (expected: " + QualifierWord.KNOWN
                            + "; backticks around a value of one of that has such a name)");
            return;
        }
        if (given.putIfAbsent(word.get(), rest) != null) {
            at.report(
                    SpecProblem.QUALIFIER_REPEATED,
                    word.get().word() + " stands twice (expected: each qualifier at most once)");
        }
    }

    private @Nullable BigDecimal bound(QualifierWord word) {
        String written = given.get(word);
        if (written == null) {
            return null;
        }
        Optional<FieldType.Sized> sized = type.sized();
        if (sized.isEmpty()) {
            reportMisfit(word, "string, email, uri, integer, number or a list");
            return null;
        }
        if (!NUMBER.matcher(written).matches()) {
            reportValue(word, written, "a number such as 5 or 0.5, at most 15 digits before the point");
            return null;
        }
        var number = new BigDecimal(written);
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        boolean count = sized.get() != FieldType.Sized.VALUE;
        if (count && (!whole || number.signum() < 0 || number.compareTo(MAX_COUNT) > 0)) {
            reportValue(word, written, "a whole number of " + sized.get().unit() + ", 0 to " + MAX_COUNT);
            return null;
        }
        if (type == FieldType.Scalar.INTEGER && !whole) {
            reportValue(word, written, "a whole number, because the field is an integer");
            return null;
        }
        return number;
    }

    private @Nullable String pattern() {
        String written = given.get(QualifierWord.PATTERN);
        if (written == null) {
            return null;
        }
        if (!type.allowsPattern()) {
            reportMisfit(QualifierWord.PATTERN, "string, email or uri");
            return null;
        }
        return PatternRule.read(written, at).orElse(null);
    }

    private void reportMisfit(QualifierWord word, String fitting) {
        at.report(
                SpecProblem.QUALIFIER_MISFIT,
                word.word() + " does not fit type " + type.word() + " (expected: only on " + fitting + ")");
    }

    private void reportValue(QualifierWord word, String written, String expected) {
        at.report(
                SpecProblem.QUALIFIER_VALUE,
                word.word() + " " + SpecProblems.quote(written) + " (expected: " + expected + ")");
    }
}

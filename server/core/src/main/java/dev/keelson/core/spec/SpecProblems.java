package dev.keelson.core.spec;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Collects what is wrong with one spec, so that its author sees everything at once. Confined to one compilation. */
final class SpecProblems {
    private static final int SHOWN_LENGTH = 80;

    private final List<Violation> found = new ArrayList<>();
    private int total;

    /** A place to report to, so that a reader of one line need not carry its number along. */
    At at(int line) {
        return new At(this, line);
    }

    void add(Violation violation) {
        total++;
        if (found.size() < SpecLimits.MAX_VIOLATIONS) {
            found.add(violation);
        }
    }

    int total() {
        return total;
    }

    /** Throws {@link ErrorCode#SPEC_INVALID} with all violations in order of their lines. */
    void throwIfAny() {
        if (total == 0) {
            return;
        }
        List<Violation> all = new ArrayList<>(found);
        all.sort(Comparator.comparing(violation -> Objects.requireNonNullElse(violation.line(), 0)));
        if (total > all.size()) {
            all.add(Violation.atLine(
                    Objects.requireNonNullElse(all.get(all.size() - 1).line(), 1),
                    SpecProblem.VIOLATIONS_CUT.id(),
                    (total - all.size()) + " more violations are not listed (expected: correct these first)"));
        }
        String count = total == 1 ? "1 violation" : total + " violations";
        throw new KeelsonException(ErrorCode.SPEC_INVALID, "the spec has " + count, all);
    }

    /** The author's words in quotes, on one line and cut to a readable length. */
    static String quote(String words) {
        String folded = RuleIds.fold(words);
        if (folded.codePointCount(0, folded.length()) > SHOWN_LENGTH) {
            folded = folded.substring(0, folded.offsetByCodePoints(0, SHOWN_LENGTH)) + "...";
        }
        return "\"" + folded + "\"";
    }

    /** One line of the spec, as a place to report to. */
    record At(SpecProblems problems, int line) {

        void report(SpecProblem problem, String message) {
            problems.add(Violation.atLine(line, problem.id(), message));
        }
    }
}

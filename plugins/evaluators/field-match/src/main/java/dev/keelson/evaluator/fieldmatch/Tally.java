package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.evaluator.EvaluationScore;
import java.util.ArrayList;
import java.util.List;

/** Counts what holds and collects what does not. Used by one evaluation. */
final class Tally {
    private static final int MAX_NAMED = 20;

    private final List<String> failures = new ArrayList<>();
    private int held;

    void holds() {
        held++;
    }

    /** {@code explanation}: the field with its value and what was expected. */
    void fails(String explanation) {
        failures.add(explanation);
    }

    /** {@code what}: the word for one thing counted. */
    EvaluationScore score(String what) {
        int all = held + failures.size();
        if (all == 0) {
            return EvaluationScore.passed(1, "No " + what + " applies to this output");
        }
        double share = (double) held / all;
        if (failures.isEmpty()) {
            return EvaluationScore.passed(share, "All of " + all + " " + what + "s hold");
        }
        return EvaluationScore.failed(share, failures.size() + " of " + all + " " + what + "s fail: " + named());
    }

    private String named() {
        String first = String.join("; ", failures.subList(0, Math.min(MAX_NAMED, failures.size())));
        int rest = failures.size() - MAX_NAMED;
        return rest > 0 ? first + "; and " + rest + " more" : first;
    }
}

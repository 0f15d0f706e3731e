package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.evaluator.Evaluator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Judges outputs by rules, or by the expected output when there are no rules. Immutable. */
final class FieldMatchEvaluator implements Evaluator {
    private final List<Rule> rules;
    private final ValueText text;

    FieldMatchEvaluator(List<Rule> rules, ValueText text) {
        this.rules = List.copyOf(rules);
        this.text = text;
    }

    @Override
    public CompletionStage<EvaluationScore> evaluate(EvaluationSample sample) {
        Tally tally = new Tally();
        if (!rules.isEmpty()) {
            rules.forEach(rule -> rule.judge(sample, text, tally));
            return CompletableFuture.completedFuture(tally.score("rule"));
        }
        if (sample.expected().isEmpty()) {
            return CompletableFuture.failedFuture(new PluginException(
                    ErrorType.UNSUPPORTED, "nothing to judge by: no rules, and the sample has no expected output"));
        }
        new ExpectedFields(text).compare(sample.expected().get(), sample.output(), tally);
        return CompletableFuture.completedFuture(tally.score("field"));
    }
}

package dev.keelson.pluginhost;

import dev.keelson.core.evaluation.EvaluatorClient;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.evaluator.Evaluator;
import io.vertx.core.Future;

/** Calls one evaluator of a plugin. Safe for concurrent use. */
final class PluginEvaluatorClient implements EvaluatorClient {
    private final Binding<Evaluator> binding;
    private final Binding.Terms<EvaluationScore> terms;

    PluginEvaluatorClient(Binding<Evaluator> binding, Binding.Terms<EvaluationScore> terms) {
        this.binding = binding;
        this.terms = terms;
    }

    @Override
    public Future<EvaluationScore> evaluate(EvaluationSample sample) {
        return binding.call(terms, evaluator -> evaluator.evaluate(sample));
    }

    @Override
    public void close() {
        binding.close();
    }
}

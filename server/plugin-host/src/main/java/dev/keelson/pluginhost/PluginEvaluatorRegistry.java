package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.evaluation.EvaluatorClient;
import dev.keelson.core.evaluation.EvaluatorRegistry;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.evaluator.Evaluator;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Creates evaluators of the started plugins. */
final class PluginEvaluatorRegistry implements EvaluatorRegistry {
    private final ExtensionBinder binder;
    private final Binding.Terms<EvaluationScore> terms;

    PluginEvaluatorRegistry(Vertx vertx, ExtensionBinder binder, Duration timeout) {
        this.binder = binder;
        terms = new Binding.Terms<>(vertx, EvaluationScore.class, timeout);
    }

    @Override
    public EvaluatorClient create(String kind, JsonNode config) {
        var made = binder.bind(new ExtensionBinder.Wish<EvaluatorFactory, Evaluator>(
                "evaluator", kind, config, Extensions::evaluators, EvaluatorFactory::create));
        return new PluginEvaluatorClient(made.binding(), terms);
    }
}

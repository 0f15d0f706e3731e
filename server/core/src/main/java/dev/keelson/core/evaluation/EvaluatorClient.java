package dev.keelson.core.evaluation;

import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import io.vertx.core.Future;

/** One configured evaluator. Futures complete on the caller's context and fail with PluginException only. */
public interface EvaluatorClient {

    Future<EvaluationScore> evaluate(EvaluationSample sample);

    void close();
}

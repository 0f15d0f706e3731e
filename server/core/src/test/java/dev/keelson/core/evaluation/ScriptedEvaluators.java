package dev.keelson.core.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import io.vertx.core.Future;
import java.util.function.Function;

/** Every kind of evaluator judges as the given function says. */
public record ScriptedEvaluators(Function<EvaluationSample, Future<EvaluationScore>> judge)
        implements EvaluatorRegistry {

    @Override
    public EvaluatorClient create(String kind, JsonNode config) {
        return new EvaluatorClient() {
            @Override
            public Future<EvaluationScore> evaluate(EvaluationSample sample) {
                return judge.apply(sample);
            }

            @Override
            public void close() {}
        };
    }
}

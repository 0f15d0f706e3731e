package dev.keelson.plugin.api.evaluator;

import java.util.concurrent.CompletionStage;

/** Judges outputs. Safe for concurrent use; methods return without blocking. */
public interface Evaluator extends AutoCloseable {

    /** Fails with {@link dev.keelson.plugin.api.PluginException} when it can't judge; never completes with null. */
    CompletionStage<EvaluationScore> evaluate(EvaluationSample sample);

    @Override
    default void close() {}
}

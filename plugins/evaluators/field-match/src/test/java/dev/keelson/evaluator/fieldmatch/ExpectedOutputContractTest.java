package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import dev.keelson.plugin.testkit.EvaluatorContractTest;
import java.util.List;
import java.util.Map;

/** The evaluator without rules, which needs the expected output: the mirror side of the contract. */
class ExpectedOutputContractTest extends EvaluatorContractTest {
    @Override
    protected EvaluatorFactory factory() {
        return new FieldMatchFactory();
    }

    @Override
    protected PluginConfig config() {
        return PluginConfig.of(Map.of());
    }

    @Override
    protected List<PluginConfig> invalidConfigs() {
        return List.of();
    }

    @Override
    protected EvaluationSample goodSample() {
        return EvaluationSample.of(Map.of(), Map.of("label", "spam", "more", 1)).withExpected(Map.of("label", "spam"));
    }

    @Override
    protected EvaluationSample badSample() {
        return EvaluationSample.of(Map.of(), Map.of("label", "ham")).withExpected(Map.of("label", "spam"));
    }

    @Override
    protected boolean needsExpected() {
        return true;
    }
}

package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import dev.keelson.plugin.testkit.EvaluatorContractTest;
import java.util.List;
import java.util.Map;

/** The evaluator with rules keeps the contract of all evaluators. */
class FieldMatchContractTest extends EvaluatorContractTest {
    @Override
    protected EvaluatorFactory factory() {
        return new FieldMatchFactory();
    }

    @Override
    protected PluginConfig config() {
        return PluginConfig.of(Map.of(
                "rules",
                List.of(
                        Map.of("field", "/label", "oneOf", List.of("spam", "fine")),
                        Map.of("field", "/quote", "containedInInput", "/text", "required", false))));
    }

    @Override
    protected List<PluginConfig> invalidConfigs() {
        return List.of(
                PluginConfig.of(Map.of("rules", "none")),
                PluginConfig.of(Map.of("rules", List.of(Map.of("field", "label", "equals", 1)))));
    }

    @Override
    protected EvaluationSample goodSample() {
        return EvaluationSample.of(Map.of("text", "Buy  NOW cheap"), Map.of("label", "spam", "quote", "buy now"));
    }

    @Override
    protected EvaluationSample badSample() {
        return EvaluationSample.of(Map.of("text", "Buy  NOW cheap"), Map.of("label", "ham", "quote", "buy now"));
    }

    @Override
    protected boolean needsExpected() {
        return false;
    }
}

package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.evaluator.Evaluator;
import dev.keelson.plugin.api.evaluator.EvaluatorFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes evaluators that check fields. */
@Extension
public final class FieldMatchFactory implements EvaluatorFactory {
    private static final String RULES =
            "List of rules. Each has a field (JSON Pointer into the output) and one of: equals, "
                    + "oneOf, matches (regular expression for the whole value), equalsInput or containedInInput (JSON Pointer into "
                    + "the input), min and max, required. A missing field breaks a rule unless required is false. With "
                    + "when {field, equals} a rule counts only for outputs that have this value there. Without rules, outputs are "
                    + "compared with the expected output.";

    @Override
    public String name() {
        return "field-match";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of(ConfigKey.optional("rules", ConfigKey.Type.JSON, RULES));
    }

    @Override
    public Evaluator create(PluginConfig config, PluginContext context) {
        return new FieldMatchEvaluator(
                config.json("rules").map(RuleReader::read).orElse(List.of()), new ValueText(context.json()));
    }
}

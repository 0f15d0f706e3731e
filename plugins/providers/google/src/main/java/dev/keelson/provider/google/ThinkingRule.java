package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.Map;

/** How a model family is told how much to think. */
interface ThinkingRule {

    /** What is sent for an effort. */
    Choice choose(ReasoningEffort effort);

    /** For models that do not think. */
    static ThinkingRule none() {
        return effort -> new Choice(Map.of(), "left out the reasoning effort: this model does not think");
    }

    /**
     * A {@code thinkingConfig}.
     *
     * @param config empty when nothing is sent
     * @param note empty when the model does exactly what was asked
     */
    record Choice(Map<String, Object> config, String note) {}
}

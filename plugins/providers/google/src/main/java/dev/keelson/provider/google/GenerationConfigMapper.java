package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code generationConfig} within what a model family takes. */
final class GenerationConfigMapper {
    private final ChatRequest request;
    private final ModelFamily family;
    private final List<String> notes;

    /** {@code notes}: gets what is left out. */
    GenerationConfigMapper(ChatRequest request, ModelFamily family, List<String> notes) {
        this.request = request;
        this.family = family;
        this.notes = notes;
    }

    /** Without the format of the answer. */
    Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        request.temperature().ifPresent(value -> putSampling(config, "temperature", value));
        request.topP().ifPresent(value -> putSampling(config, "topP", value));
        request.maxOutputTokens().ifPresent(value -> config.put("maxOutputTokens", value));
        request.reasoningEffort().ifPresent(effort -> putThinking(config, effort));
        return config;
    }

    private void putSampling(Map<String, Object> config, String name, double value) {
        if (family.takesSampling()) {
            config.put(name, value);
        } else {
            notes.add("left out " + name + ": this model has fixed sampling");
        }
    }

    private void putThinking(Map<String, Object> config, ReasoningEffort effort) {
        ThinkingRule.Choice choice = family.thinking().choose(effort);
        if (!choice.config().isEmpty()) {
            config.put("thinkingConfig", choice.config());
        }
        if (!choice.note().isEmpty()) {
            notes.add(choice.note());
        }
    }
}

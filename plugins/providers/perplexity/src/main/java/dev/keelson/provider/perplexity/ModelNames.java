package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.provider.ModelInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows which of Perplexity's names are models, which are presets, and which are gone. */
final class ModelNames {
    private static final Set<String> PRESETS = Set.of("fast", "low", "medium", "high", "xhigh");
    private static final String RETIRED = "sonar";
    private static final Map<String, String> SUCCESSORS = Map.of(
            "sonar", "fast",
            "sonar-pro", "low",
            "sonar-reasoning", "medium",
            "sonar-reasoning-pro", "medium",
            "sonar-deep-research", "high");

    private ModelNames() {}

    /** Offered when the settings name no models. */
    static List<ModelInfo> offered() {
        return List.of(
                ModelInfo.of("perplexity/sonar", "Perplexity's own searching model"),
                ModelInfo.of("fast", "Preset: quick answers, one search"),
                ModelInfo.of("low", "Preset: a few steps of search"),
                ModelInfo.of("medium", "Preset: reasoning over several searches"),
                ModelInfo.of("high", "Preset: deep research"),
                ModelInfo.of("xhigh", "Preset: the deepest research"));
    }

    static boolean isPreset(String model) {
        return PRESETS.contains(model);
    }

    /** What to do instead of using a model of the retired Sonar chat API; empty when the name is not one of them. */
    static Optional<String> retirement(String model) {
        boolean retired = model.equals(RETIRED) || model.startsWith(RETIRED + "-");
        return retired ? Optional.of(advice(model)) : Optional.empty();
    }

    private static String advice(String model) {
        String successor = SUCCESSORS.getOrDefault(model, "fast, low, medium or high");
        return "\"" + model + "\" was retired with the Sonar chat API (expected: " + successor
                + ", or perplexity/sonar)";
    }
}

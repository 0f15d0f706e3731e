package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.Arrays;
import java.util.List;

/** Traits of well-known servers, so that a configuration names the server and not eight flags. */
enum Preset {
    OPENAI_LIKE("openai-like", true),
    OLLAMA("ollama", false),
    VLLM("vllm", false),
    LLAMA_CPP("llama-cpp", false);

    static final String MAX_TOKENS = "max_tokens";

    private final String label;
    private final boolean strictTools;

    Preset(String label, boolean strictTools) {
        this.label = label;
        this.strictTools = strictTools;
    }

    static Preset of(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new PluginException(
                        ErrorType.CONFIG, "preset: \"" + label + "\" (expected: one of " + labels() + ")"));
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(preset -> preset.label).toList();
    }

    /** The {@code developer} role and {@code max_completion_tokens} are refused by too many servers to be a default. */
    UpstreamTraits traits() {
        return new UpstreamTraits(MAX_TOKENS, false, true, true, true, true, strictTools, true);
    }
}

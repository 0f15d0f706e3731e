package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Traits of well-known servers, so that a configuration names the server and not a dozen flags. The {@code developer} role
 * and {@code max_completion_tokens} are refused by too many servers to be part of one.
 */
enum Preset {
    OPENAI_LIKE("openai-like"),
    OLLAMA("ollama"),
    VLLM("vllm"),
    LLAMA_CPP("llama-cpp"),
    /** A gateway to many models that says what each call cost. */
    OPENROUTER_LIKE("openrouter-like"),
    /** Models that think aloud and want to read their thoughts again. */
    DEEPSEEK_LIKE("deepseek-like");

    static final String MAX_TOKENS = "max_tokens";
    private static final Set<Trait> COMMON = EnumSet.of(
            Trait.STREAMING,
            Trait.STREAM_OPTIONS,
            Trait.JSON_SCHEMA,
            Trait.TOOLS,
            Trait.TOOL_STREAMING,
            Trait.PARALLEL_TOOL_CALLS,
            Trait.IMAGES,
            Trait.REASONING_EFFORT);

    private final String label;

    Preset(String label) {
        this.label = label;
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

    UpstreamTraits traits() {
        Set<Trait> all = EnumSet.copyOf(COMMON);
        all.addAll(more());
        all.removeAll(missing());
        return new UpstreamTraits(MAX_TOKENS, all);
    }

    /** What it understands beyond what most do. */
    private Set<Trait> more() {
        return switch (this) {
            case OPENAI_LIKE -> EnumSet.of(Trait.STRICT_TOOLS, Trait.DOCUMENTS, Trait.FINE_REASONING_EFFORT);
            case OPENROUTER_LIKE ->
                EnumSet.of(Trait.STRICT_TOOLS, Trait.DOCUMENTS, Trait.FINE_REASONING_EFFORT, Trait.REPORTED_COST);
            case DEEPSEEK_LIKE -> EnumSet.of(Trait.REASONING_REPLAY);
            case OLLAMA, VLLM, LLAMA_CPP -> Set.of();
        };
    }

    /** What most understand and it does not. */
    private Set<Trait> missing() {
        return switch (this) {
            case OLLAMA -> EnumSet.of(Trait.PARALLEL_TOOL_CALLS);
            case LLAMA_CPP -> EnumSet.of(Trait.REASONING_EFFORT);
            case DEEPSEEK_LIKE ->
                EnumSet.of(Trait.JSON_SCHEMA, Trait.PARALLEL_TOOL_CALLS, Trait.IMAGES, Trait.REASONING_EFFORT);
            case OPENAI_LIKE, VLLM, OPENROUTER_LIKE -> Set.of();
        };
    }
}

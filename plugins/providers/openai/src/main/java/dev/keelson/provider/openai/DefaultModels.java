package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ModelInfo;
import java.util.List;

/** The models that are offered when the setting {@code models} says nothing: those that OpenAI does not retire yet. */
final class DefaultModels {
    static final List<ModelInfo> ALL = List.of(
            ModelInfo.of("gpt-6.2-astra", "Hardest tasks; always reasons"),
            ModelInfo.of("gpt-6.2-sol", "General use; always reasons"),
            ModelInfo.of("gpt-6.1-sol", "General use; always reasons"),
            ModelInfo.of("gpt-6.1-terra", "General use at a lower price"),
            ModelInfo.of("gpt-6-astra", "Hardest tasks; always reasons"),
            ModelInfo.of("gpt-6-sol", "General use"),
            ModelInfo.of("gpt-6-luna", "Fast and cheap"),
            ModelInfo.of("gpt-5.6-sol", "General use; previous generation"),
            ModelInfo.of("gpt-5.6-terra", "General use at a lower price; previous generation"),
            ModelInfo.of("gpt-5.6-luna", "Fast and cheap; previous generation"));

    private DefaultModels() {}
}

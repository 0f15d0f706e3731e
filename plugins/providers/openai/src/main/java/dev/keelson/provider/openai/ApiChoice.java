package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The setting {@code api}: which form of OpenAI's API to use. */
enum ApiChoice {
    /** Responses, and Chat Completions for models that know nothing else. */
    AUTO,
    RESPONSES,
    CHAT;

    static ApiChoice of(String label) {
        return Arrays.stream(values())
                .filter(choice -> choice.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new PluginException(
                        ErrorType.CONFIG, "api: \"" + label + "\" (expected: one of " + labels() + ")"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> labels() {
        return Arrays.stream(values()).map(ApiChoice::label).toList();
    }
}

package dev.keelson.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.testkit.TestPluginContext;
import dev.keelson.provider.support.ApiKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of an upstream. */
class SettingsTest {
    private static final Map<String, Object> BASE = Map.of("baseUrl", "http://upstream.test/v1");

    @Test
    void offersTheModelsItWasGiven() {
        var models = List.of("small", Map.of("id", "large", "description", "slow"), Map.of("id", "medium"));

        assertThat(provider("models", models).models())
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("small", ""), tuple("large", "slow"), tuple("medium", ""));
        assertThat(provider("preset", "ollama").models()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenSettings")
    void refusesBrokenSettings(String name, Object value) {
        assertThatThrownBy(() -> provider(name, value)).isInstanceOfSatisfying(PluginException.class, failure -> {
            assertThat(failure.type()).isEqualTo(ErrorType.CONFIG);
            assertThat(failure.getMessage()).contains(name).doesNotContain("hunter2");
        });
    }

    static Stream<Object[]> brokenSettings() {
        return Stream.of(
                new Object[] {"baseUrl", "ftp://upstream.test/v1"},
                new Object[] {"baseUrl", "upstream.test/v1"},
                new Object[] {"baseUrl", "http://user:hunter2@upstream.test/v1"},
                new Object[] {"baseUrl", "http://upstream.test/v1?key=hunter2"},
                new Object[] {"baseUrl", "http://upstream.test/a b"},
                new Object[] {"apiKey", "hunter2\r\nX-Evil: 1"},
                new Object[] {"apiKey", "hunter2 with blanks"},
                new Object[] {"preset", "unknown"},
                new Object[] {"maxTokensField", "n_predict"},
                new Object[] {"models", "gpt"},
                new Object[] {"models", List.of("a", "a")},
                new Object[] {"models", List.of(Map.of("name", "a"))});
    }

    @ParameterizedTest
    @CsvSource({
        "openai-like, IMAGES DOCUMENTS",
        "openrouter-like, IMAGES DOCUMENTS",
        "ollama, IMAGES",
        "vllm, IMAGES",
        "llama-cpp, IMAGES",
        "deepseek-like, ''"
    })
    void knowsItsPresets(String preset, String files) {
        Set<Capability> expected =
                EnumSet.of(Capability.TEXT_GENERATION, Capability.JSON_OUTPUT, Capability.STREAMING, Capability.TOOLS);
        Stream.of(files.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Capability::valueOf)
                .forEach(expected::add);

        assertThat(provider("preset", preset).capabilities()).isEqualTo(expected);
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(new ApiKey("hunter2").toString()).doesNotContain("hunter2");
    }

    private static Provider provider(String name, Object value) {
        Map<String, Object> all = new HashMap<>(BASE);
        all.put(name, value);
        return new OpenAiCompatibleFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }
}

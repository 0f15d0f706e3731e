package dev.keelson.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of an account. */
class SettingsTest {

    @Test
    void needsNothingButAKey() {
        Provider provider =
                new PerplexityFactory().create(PluginConfig.of(Map.of("apiKey", "k")), TestPluginContext.create());

        assertThat(provider.models())
                .extracting(ModelInfo::id)
                .containsExactly("perplexity/sonar", "fast", "low", "medium", "high", "xhigh");
        assertThat(provider.capabilities()).contains(Capability.WEB_SEARCH).doesNotContain(Capability.DOCUMENTS);
    }

    @Test
    void keepsTheKeySecretAndKnowsWhereTheApiIs() {
        assertThat(new PerplexityFactory().configKeys())
                .extracting(ConfigKey::name, ConfigKey::type, ConfigKey::isRequired)
                .contains(tuple("apiKey", ConfigKey.Type.SECRET, true), tuple("baseUrl", ConfigKey.Type.URL, false));
        assertThat(PerplexitySettings.of(PluginConfig.of(Map.of("apiKey", "k"))).agentUri())
                .hasToString("https://api.perplexity.ai/v1/agent");
    }

    @Test
    void offersAndListsTheModelsItWasGiven() {
        Provider provider = provider("models", List.of("low", Map.of("id", "openai/gpt-6", "description", "large")));

        assertThat(provider.models())
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("low", ""), tuple("openai/gpt-6", "large"));
        assertThat(Stages.value(provider.listModels())).hasSize(2);
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
                new Object[] {"baseUrl", "ftp://upstream.test"},
                new Object[] {"baseUrl", "upstream.test"},
                new Object[] {"baseUrl", "https://user:hunter2@upstream.test"},
                new Object[] {"baseUrl", "https://upstream.test?key=hunter2"},
                new Object[] {"baseUrl", "https://upstream.test/a b"},
                new Object[] {"apiKey", ""},
                new Object[] {"apiKey", "hunter2\r\nX-Evil: 1"},
                new Object[] {"models", "sonar"},
                new Object[] {"models", List.of("low", "low")},
                new Object[] {"models", List.of("low", "sonar-pro")});
    }

    private static Provider provider(String name, Object value) {
        Map<String, Object> all = new HashMap<>(Map.of("apiKey", "hunter2"));
        all.put(name, value);
        return new PerplexityFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }
}

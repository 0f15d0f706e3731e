package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.Provider;
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
        assertThat(new AnthropicFactory().configKeys())
                .filteredOn(ConfigKey::isRequired)
                .extracting(ConfigKey::name, ConfigKey::type)
                .containsExactly(tuple("apiKey", ConfigKey.Type.SECRET));
        assertThat(AnthropicSettings.of(PluginConfig.of(Map.of("apiKey", "k"))).messagesUri())
                .hasToString("https://api.anthropic.com/v1/messages");
    }

    @Test
    void offersTheCurrentModelsUnlessToldOtherwise() {
        assertThat(provider("apiKey", "k").models())
                .extracting(ModelInfo::id)
                .containsExactly("claude-fable-5-2", "claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5");
        assertThat(provider("models", List.of("a", Map.of("id", "b", "description", "c")))
                        .models())
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("a", ""), tuple("b", "c"));
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
                new Object[] {"apiKey", " "},
                new Object[] {"apiKey", "hunter2\r\nX-Evil: 1"},
                new Object[] {"baseUrl", "ftp://upstream.test"},
                new Object[] {"baseUrl", "http://user:hunter2@upstream.test"},
                new Object[] {"baseUrl", "http://upstream.test?key=hunter2"},
                new Object[] {"baseUrl", "http://upstream.test/a b"},
                new Object[] {"version", "latest"},
                new Object[] {"models", "claude"},
                new Object[] {"models", List.of("a", "a")});
    }

    private static Provider provider(String name, Object value) {
        Map<String, Object> all = new HashMap<>(Map.of("apiKey", "k"));
        all.put(name, value);
        return new AnthropicFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }
}

package dev.keelson.provider.google;

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
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of the provider. */
class SettingsTest {

    @Test
    void needsAKeyAndNothingElse() {
        assertThat(new GoogleFactory().configKeys())
                .extracting(ConfigKey::name, ConfigKey::type, ConfigKey::isRequired, ConfigKey::defaultValue)
                .containsExactly(
                        tuple("apiKey", ConfigKey.Type.SECRET, true, Optional.empty()),
                        tuple(
                                "baseUrl",
                                ConfigKey.Type.URL,
                                false,
                                Optional.of("https://generativelanguage.googleapis.com")),
                        tuple("apiVersion", ConfigKey.Type.STRING, false, Optional.of("v1beta")),
                        tuple("models", ConfigKey.Type.JSON, false, Optional.empty()));
    }

    @Test
    void offersTheCurrentModelsOrThoseItWasGiven() {
        assertThat(provider(Map.of()).models())
                .extracting(ModelInfo::id)
                .containsExactly(
                        "gemini-4-argon",
                        "gemini-4-carbon",
                        "gemini-3.8-flash",
                        "gemini-3.5-flash-lite",
                        "gemini-3.1-flash-lite");
        assertThat(provider(Map.of("models", List.of("a", Map.of("id", "b", "description", "slow"))))
                        .models())
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("a", ""), tuple("b", "slow"));
    }

    @Test
    void doesEverythingThatAProviderCan() {
        assertThat(provider(Map.of()).capabilities()).containsExactlyInAnyOrder(Capability.values());
    }

    @ParameterizedTest
    @MethodSource("brokenSettings")
    void refusesBrokenSettings(String name, Object value) {
        assertThatThrownBy(() -> provider(Map.of(name, value)))
                .isInstanceOfSatisfying(PluginException.class, failure -> {
                    assertThat(failure.type()).isEqualTo(ErrorType.CONFIG);
                    assertThat(failure.getMessage()).contains(name).doesNotContain("hunter2");
                });
    }

    static Stream<Object[]> brokenSettings() {
        return Stream.of(
                new Object[] {"baseUrl", "ftp://upstream.test"},
                new Object[] {"baseUrl", "upstream.test"},
                new Object[] {"baseUrl", "http://user:hunter2@upstream.test"},
                new Object[] {"baseUrl", "http://upstream.test?key=hunter2"},
                new Object[] {"baseUrl", "http://upstream.test/#hunter2"},
                new Object[] {"baseUrl", "http://upstream.test/a b"},
                new Object[] {"apiVersion", "../v1"},
                new Object[] {"apiVersion", ""},
                new Object[] {"apiVersion", "v1/x"},
                new Object[] {"apiKey", ""},
                new Object[] {"apiKey", "hunter2\r\nX-Evil: 1"},
                new Object[] {"models", "gemini"},
                new Object[] {"models", List.of("a", "a")});
    }

    private static Provider provider(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("apiKey", "AIza"));
        all.putAll(settings);
        return new GoogleFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }
}

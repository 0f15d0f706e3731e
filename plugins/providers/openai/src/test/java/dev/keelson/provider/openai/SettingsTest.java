package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of the provider. */
class SettingsTest {

    @Test
    void needsNothingButAKey() {
        Provider provider = provider("api", "auto");

        assertThat(provider.capabilities()).containsExactlyInAnyOrder(Capability.values());
        assertThat(provider.models()).extracting(ModelInfo::id).contains("gpt-6.2-sol", "gpt-6-luna");
        assertThat(new OpenAiFactory().configKeys().stream().filter(ConfigKey::isRequired))
                .extracting(ConfigKey::name, ConfigKey::type)
                .containsExactly(tuple("apiKey", ConfigKey.Type.SECRET));
    }

    @Test
    void knowsTheRulesOfEveryModelThatItOffers() {
        assertThat(DefaultModels.ALL)
                .allSatisfy(model -> assertThat(ModelRules.of(model.id())).isNotEqualTo(ModelRules.UNKNOWN));
    }

    @Test
    void offersTheModelsItWasGiven() {
        assertThat(provider("models", List.of("gpt-4.1", Map.of("id", "ft:gpt-4.1:org::1")))
                        .models())
                .extracting(ModelInfo::id)
                .containsExactly("gpt-4.1", "ft:gpt-4.1:org::1");
    }

    @Test
    void appendsItsPathsToTheAddress() {
        var settings = OpenAiSettings.of(PluginConfig.of(Map.of("apiKey", "k", "baseUrl", "https://eu.test/v1//")));

        assertThat(settings.uri("/responses")).hasToString("https://eu.test/v1/responses");
        assertThat(OpenAiSettings.of(PluginConfig.of(Map.of("apiKey", "k"))).uri("/models"))
                .hasToString("https://api.openai.com/v1/models");
    }

    @ParameterizedTest
    @CsvSource({"responses, gpt-4o-search-preview", "chat, gpt-5-pro"})
    void refusesAModelThatTheChosenApiDoesNotKnow(String api, String model) {
        var request = ChatRequest.model(model).message(Message.user("x")).build();

        assertThat(Stages.failure(() -> provider("api", api).chat(request)).type())
                .isEqualTo(ErrorType.UNSUPPORTED);
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
                new Object[] {"baseUrl", "http://user:hunter2@upstream.test/v1"},
                new Object[] {"baseUrl", "http://upstream.test/v1?key=hunter2"},
                new Object[] {"baseUrl", "http://upstream.test/a b"},
                new Object[] {"apiKey", "hunter2\r\nX-Evil: 1"},
                new Object[] {"apiKey", ""},
                new Object[] {"organization", "org 1"},
                new Object[] {"project", "proj\r\nX-Evil: 1"},
                new Object[] {"api", "completions"},
                new Object[] {"models", "gpt"});
    }

    private static Provider provider(String name, Object value) {
        Map<String, Object> all = new HashMap<>(Map.of("apiKey", "sk-test"));
        all.put(name, value);
        return new OpenAiFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }
}

package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.common.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {
    private final AgentSettingsReader reader =
            new AgentSettingsReader(new ModelPolicy(List.of(new ModelPolicy.Target("local", "m")), null, null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"models\":{\"targets\":[{\"provider\":\"local\",\"model\":\"m\"}],\"temperature\":0.5}}",
                "{\"models\":{\"tier\":\"fast\"}}",
                "{\"models\":{\"tier\":\"auto\",\"objective\":{\"cost\":1,\"quality\":0.5},\"providers\":[\"openai\"],"
                        + "\"topP\":0.9,\"reasoningEffort\":\"high\",\"webSearch\":true,\"hedge\":true}}",
            })
    void whatTheFormShowsCanBeSentBack(String given) {
        AgentSettings settings = reader.read(Json.parse(given));

        assertThat(reader.read(Json.parse(SettingsText.of(settings)))).isEqualTo(settings);
    }
}

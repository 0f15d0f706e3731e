package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix of models, sampling and reasoning. */
class TuningTest {

    @ParameterizedTest(name = "{0} with effort {1} sends {2}, sampling {3}")
    @CsvSource({
        "gpt-4.1,                      ,        ,       true",
        "gpt-4.1-mini-2025-04-14,      ,        ,       true",
        "gpt-4o,                       HIGH,    ,       true",
        "gpt-5-chat-latest,            ,        ,       true",
        "ft:gpt-4.1-2025-04-14:org::1, ,        ,       true",
        "ft:o4-mini-2025-04-16:org::1, LOW,     low,    false",
        "o3,                           ,        ,       false",
        "o4-mini,                      NONE,    low,    false",
        "o3,                           MAX,     high,   false",
        "gpt-5,                        NONE,    minimal, false",
        "gpt-5-mini-2025-08-07,        XHIGH,   high,   false",
        "gpt-5-pro,                    LOW,     high,   false",
        "gpt-5.1,                      ,        ,       false",
        "gpt-5.1,                      NONE,    none,   true",
        "gpt-5.1,                      MINIMAL, low,    false",
        "gpt-5.1-2025-11-13,           XHIGH,   high,   false",
        "gpt-5.2,                      XHIGH,   xhigh,  false",
        "gpt-5.4-mini,                 NONE,    none,   true",
        "gpt-5.5,                      MAX,     xhigh,  false",
        "gpt-5.6-sol,                  MAX,     max,    false",
        "gpt-5.6-luna,                 NONE,    none,   true",
        "gpt-6-sol,                    MEDIUM,  medium, false",
        "gpt-6-luna,                   NONE,    none,   true",
        "gpt-6.1-terra,                NONE,    none,   true",
        "gpt-6-astra,                  NONE,    low,    false",
        "gpt-6.1-sol,                  MINIMAL, low,    false",
        "gpt-6.2-sol,                  ,        ,       false",
        "gpt-6.2-astra,                MAX,     max,    false",
        "gpt-7-new,                    NONE,    low,    false",
        "gpt-4o-search-preview,        HIGH,    ,       false",
        "my-deployment,                MINIMAL, minimal, true"
    })
    void fitsTheModel(String model, @Nullable ReasoningEffort asked, @Nullable String sent, boolean sampled) {
        var request = ChatRequest.model(model).temperature(0.5).topP(0.25);
        Tuning tuning = Tuning.forResponses(
                asked == null ? request.build() : request.reasoningEffort(asked).build());
        Map<String, Object> body = new HashMap<>();

        tuning.putSampling(body);

        assertThat(tuning.effort().orElse(null)).isEqualTo(sent);
        assertThat(body).isEqualTo(sampled ? Map.of("temperature", 0.5, "top_p", 0.25) : Map.of());
        boolean sameEffort = asked == null || asked.name().equalsIgnoreCase(sent);
        assertThat(tuning.notes()).hasSize((sampled ? 0 : 2) + (sameEffort ? 0 : 1));
    }

    @Test
    void saysWhatItLeftOutAndWhy() {
        Tuning tuning = Tuning.forResponses(ChatRequest.model("gpt-5.6-sol")
                .temperature(0)
                .reasoningEffort(ReasoningEffort.MINIMAL)
                .build());

        tuning.putSampling(new HashMap<>());

        assertThat(tuning.notes())
                .containsExactly(
                        "reasoning effort low instead of minimal, which gpt-5.6-sol does not know",
                        "left out temperature: gpt-5.6-sol refuses it unless the reasoning effort is none");
    }
}

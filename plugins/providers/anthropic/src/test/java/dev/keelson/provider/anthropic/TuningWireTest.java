package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Length, sampling and thinking, by model family and API version. */
class TuningWireTest extends WireCase {

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5, 2023-06-01, sent, left out",
        "claude-sonnet-4-5-20250929, 2023-06-01, sent, left out",
        "claude-opus-4-5, 2023-06-01, sent, left out",
        "claude-opus-4-6, 2023-06-01, sent, sent",
        "anthropic/claude-sonnet-4-6, 2023-06-01, sent, sent",
        "claude-3-haiku-20240307, 2023-06-01, sent, sent",
        "claude-opus-4-7, 2023-06-01, left out, left out",
        "claude-opus-4-8, 2023-06-01, left out, left out",
        "claude-sonnet-5, 2023-06-01, left out, left out",
        "claude-opus-5, 2023-06-01, left out, left out",
        "claude-haiku-5-5, 2023-06-01, left out, left out",
        "claude-fable-5, 2023-06-01, left out, left out",
        "claude-sonnet-5-5, 2023-06-01, left out, left out",
        "claude-unheard-of-9, 2023-06-01, left out, left out",
        "claude-haiku-4-5, 2026-10-21, left out, left out",
        "claude-opus-4-6, 2026-10-21, left out, left out",
        "claude-fable-5-2, 2026-10-21, left out, left out"
    })
    void sendsOnlyTheSamplingThatIsTaken(String model, String version, String temperature, String topP) {
        ChatResponse response = ask(
                provider(Map.of("version", version)),
                question(model).temperature(0.2).topP(0.9));

        assertThat(upstream.lastRequest().header("anthropic-version")).hasValue(version);
        requireField("temperature", 0.2, temperature, response);
        requireField("top_p", 0.9, topP, response);
    }

    @Test
    void sendsNoSamplingThatNobodyAskedFor() {
        ChatResponse response = ask(provider(Map.of("version", OLD_VERSION)), question("claude-haiku-4-5"));

        assertThat(sent()).doesNotContainKeys("temperature", "top_p", "top_k", "thinking", "output_config");
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void sendsTopPAloneToAModelThatTakesOneOfTheTwo() {
        ChatResponse response = ask(
                provider(Map.of("version", OLD_VERSION)),
                question("claude-haiku-4-5").topP(0.5));

        assertThat(sent("top_p")).hasToString("0.5");
        assertThat(response.notes()).isEmpty();
    }

    @Test
    void lowersATemperatureThatIsOverTheRange() {
        ChatResponse response = ask(
                provider(Map.of("version", OLD_VERSION)),
                question("claude-haiku-4-5").temperature(1.7));

        assertThat(sent("temperature")).hasToString("1.0");
        assertThat(response.notes()).singleElement().asString().contains("1.7");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5, LOW, 'enabled 2048', ''",
        "claude-sonnet-4-5, MAX, 'enabled 10000', ''",
        "claude-opus-4-5, MAX, 'enabled 10000', high",
        "claude-opus-4-5, NONE, '', ''",
        "claude-opus-4-6, XHIGH, adaptive, high",
        "claude-opus-4-6, MAX, adaptive, max",
        "claude-opus-4-7, XHIGH, adaptive, xhigh",
        "claude-opus-4-8, MINIMAL, adaptive, low",
        "claude-opus-4-8, NONE, '', ''",
        "claude-sonnet-5, MEDIUM, adaptive, medium",
        "claude-sonnet-5, NONE, disabled, ''",
        "claude-opus-5, NONE, disabled, ''",
        "claude-haiku-5-5, HIGH, adaptive, high",
        "claude-haiku-5-5-20261001, NONE, disabled, ''",
        "claude-fable-5, XHIGH, '', xhigh",
        "claude-fable-5-2, NONE, '', low",
        "claude-sonnet-5-5, MAX, '', max",
        "claude-opus-5-5, LOW, '', low",
        "claude-unheard-of-9, HIGH, '', high",
        "claude-3-haiku-20240307, HIGH, '', ''"
    })
    void asksForThinkingInTheWordsOfTheFamily(String model, ReasoningEffort effort, String thinking, String level) {
        ChatResponse response = ask(question(model).reasoningEffort(effort));

        assertThat(thinkingSent()).isEqualTo(thinking);
        assertThat(effortSent()).isEqualTo(level);
        assertThat(response.content()).isEqualTo("Hello");
    }

    @Test
    void saysWhenThinkingCanNotBeTurnedOff() {
        ChatResponse response = ask(question("claude-opus-5-5").reasoningEffort(ReasoningEffort.NONE));

        assertThat(response.notes()).singleElement().asString().contains("can't stop thinking");
    }

    @Test
    void saysWhenThereIsNoRoomForThinking() {
        ChatResponse response = ask(question("claude-haiku-4-5")
                .reasoningEffort(ReasoningEffort.HIGH)
                .maxOutputTokens(1_000));

        assertThat(sent()).doesNotContainKey("thinking");
        assertThat(response.notes()).singleElement().asString().contains("no room");
    }

    @Test
    void doesNotStartToThinkInATurnThatAnotherModelBegan() {
        ToolCall call = ToolCall.of("toolu_1", "find-order", "{}");
        ChatRequest.Builder request = question("claude-haiku-4-5")
                .message(Message.assistant("", List.of(call)))
                .message(Message.tool("toolu_1", "shipped"))
                .reasoningEffort(ReasoningEffort.HIGH);

        ChatResponse response = ask(request);

        assertThat(sent()).doesNotContainKey("thinking");
        assertThat(response.notes()).singleElement().asString().contains("begun without thinking");
    }

    @Test
    void thinksOnInATurnThatItBegan() {
        Message begun = Message.assistant("", List.of(ToolCall.of("toolu_1", "find-order", "{}")))
                .withProviderState(object("{'content':[{'type':'thinking','thinking':'x','signature':'s'}]}"));

        send(question("claude-haiku-4-5")
                .message(begun)
                .message(Message.tool("toolu_1", "shipped"))
                .reasoningEffort(ReasoningEffort.HIGH));

        assertThat(thinkingSent()).startsWith("enabled");
    }

    @Test
    void leavesSamplingOutWhileTheModelThinks() {
        ChatRequest.Builder request = question("claude-opus-4-6")
                .reasoningEffort(ReasoningEffort.HIGH)
                .temperature(0.3);

        ChatResponse response = ask(provider(Map.of("version", OLD_VERSION)), request);

        assertThat(sent()).doesNotContainKey("temperature");
        assertThat(response.notes()).singleElement().asString().contains("temperature", "thinking");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5-5, 0, 20000",
        "claude-3-haiku-20240307, 0, 4096",
        "claude-sonnet-5-5, 512, 512",
        "claude-haiku-4-5, 500000, 64000",
        "claude-opus-5-5, 500000, 128000"
    })
    void alwaysLimitsTheOutput(String model, int wanted, int expected) {
        ChatRequest.Builder request = question(model);

        ChatResponse response = ask(wanted == 0 ? request : request.maxOutputTokens(wanted));

        assertThat(sent("max_tokens")).isEqualTo(expected);
        assertThat(response.notes()).hasSize(wanted > expected ? 1 : 0);
    }

    private void requireField(String field, double value, String fate, ChatResponse response) {
        boolean isSent = fate.equals("sent");
        assertThat(sent().containsKey(field)).as(field + " sent").isEqualTo(isSent);
        if (isSent) {
            assertThat(sent(field)).hasToString(String.valueOf(value));
        }
        assertThat(response.notes().stream().anyMatch(note -> note.startsWith("left out " + field)))
                .as("note on " + field)
                .isEqualTo(!isSent);
    }

    private String thinkingSent() {
        return Optional.ofNullable(sent().get("thinking"))
                .map(value -> (Map<?, ?>) value)
                .map(thinking -> thinking.containsKey("budget_tokens")
                        ? thinking.get("type") + " " + thinking.get("budget_tokens")
                        : String.valueOf(thinking.get("type")))
                .orElse("");
    }

    private String effortSent() {
        return Optional.ofNullable(sent().get("output_config"))
                .map(value -> String.valueOf(((Map<?, ?>) value).get("effort")))
                .orElse("");
    }
}

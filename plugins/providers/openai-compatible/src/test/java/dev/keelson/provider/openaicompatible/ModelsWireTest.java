package dev.keelson.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the upstream says that it offers. */
class ModelsWireTest extends WireCase {

    @Test
    void asksTheUpstreamWithTheCredential() {
        List<ModelInfo> models = listed("{'object':'list','data':[{'id':'small','object':'model','owned_by':'x'},"
                + "{'id':'vendor/large','name':'Large'},{'id':'small'},{'id':''},{'id':null},null,7]}");

        assertThat(models)
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("small", ""), tuple("vendor/large", "Large"));
        assertThat(upstream.lastRequest().method()).isEqualTo("GET");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1/models");
        assertThat(upstream.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
        assertThat(upstream.lastRequest().body()).isEmpty();
    }

    @Test
    void asksWithoutACredentialWhenThereIsNone() {
        upstream.enqueue(StubAnswer.json(200, "{\"data\":[]}"));

        assertThat(Stages.value(provider(Map.of("preset", "ollama")).listModels()))
                .isEmpty();
        assertThat(upstream.lastRequest().header("authorization")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, NOT_FOUND",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "302, CONFIG"
    })
    void failsAsAChatDoes(int status, ErrorType expected) {
        upstream.enqueue(StubAnswer.of(
                status, "application/json", "{\"error\":{\"message\":\"no " + KEY + "\"}}", "x-request-id: req_1"));

        PluginException failure = Stages.failure(() -> provider().listModels());

        assertThat(failure.type()).isEqualTo(expected);
        assertThat(failure.getMessage()).doesNotContain(KEY);
        assertThat(failure.requestId()).hasValue("req_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "<html>", "{'data':null}", "{'data':{'id':'x'}}"})
    void refusesAnAnswerThatIsNoList(String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));

        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void saysWhenNobodyAnswers() {
        upstream.close();

        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    private List<ModelInfo> listed(String body) {
        upstream.enqueue(StubAnswer.json(200, body.replace('\'', '"')));
        return Stages.value(provider().listModels());
    }
}

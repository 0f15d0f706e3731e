package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of models. */
class ModelListWireTest extends WireCase {

    @Test
    void listsTheModelsThatGenerateContent() {
        upstream.enqueue(answer("{'models':[{'name':'models/gemini-3.8-flash','version':'001','displayName':"
                + "'Gemini 3.8 Flash','description':'Fast.','supportedGenerationMethods':['generateContent','countTokens']},"
                + "{'name':'models/gemini-embedding-2','supportedGenerationMethods':['embedContent']},"
                + "{'name':'models/gemini-4-argon','displayName':'Gemini 4 Argon'},{'displayName':'nameless'}]}"));

        assertThat(Stages.value(provider().listModels()))
                .extracting(ModelInfo::id, ModelInfo::description)
                .containsExactly(tuple("gemini-3.8-flash", "Fast."), tuple("gemini-4-argon", "Gemini 4 Argon"));
        assertThat(upstream.lastRequest().method()).isEqualTo("GET");
        assertThat(upstream.lastRequest().target()).isEqualTo("/v1beta/models?pageSize=1000");
        assertThat(upstream.lastRequest().header("x-goog-api-key")).hasValue(KEY);
    }

    @Test
    void saysWhenTheKeyIsWrong() {
        upstream.enqueue(StubAnswer.json(
                400,
                quoted("{'error':{'code':400,'message':'API key not valid. Please pass a valid API key.',"
                        + "'status':'INVALID_ARGUMENT'}}")));

        assertThat(Stages.failure(() -> provider().listModels()).type()).isEqualTo(ErrorType.AUTHENTICATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{'error':{'code':500,'status':'INTERNAL'}}"})
    void doesNotTakeAnythingElseForAList(String body) {
        upstream.enqueue(answer(body));

        assertThat(Stages.failure(() -> provider().listModels()).type())
                .isIn(ErrorType.MALFORMED_RESPONSE, ErrorType.UNAVAILABLE);
    }
}

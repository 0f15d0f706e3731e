package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.question.Question;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionRoutesIT {
    private static final String ALL = "/v1/agents/triage/questions";
    private static final String RULE = "A ticket about one person is never urgent.";
    private static final Question QUESTION = Question.of(
            Question.Kind.AMBIGUITY,
            Question.Origin.RULES,
            List.of("s-00000001"),
            "Is a ticket about one person urgent?",
            List.of(
                    new Question.Reading("No", "It waits.", RULE),
                    new Question.Reading("Yes", "It is read first.", "A ticket about one person is urgent.")));

    private final TestServer server = TestServer.start();
    private final TestCaller engineer = server.as(Role.ENGINEER);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesAnAnswerARuleAndATestCase() {
        askWhileCompiling();
        assertThat(questions()).hasSize(1);
        assertThat(questions().get(0).at("/readings/1/consequence").asText()).isEqualTo("It is read first.");

        TestCaller.Reply answered = answer("{\"reading\": 0}", "\"1\"");

        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(answered.header("ETag")).isEqualTo("\"2\"");
        assertThat(answered.json().at("/draft/spec").asText()).contains("- " + RULE);
        String rule = answered.json().get("ruleId").asText();
        JsonNode suite =
                engineer.get("/v1/agents/triage/suites/generated").json().get("cases");
        assertThat(suite).hasSize(1);
        assertThat(suite.get(0).get("id").asText())
                .isEqualTo(answered.json().get("testCaseId").asText());
        assertThat(suite.get(0).at("/ruleIds/0").asText()).isEqualTo(rule);
        assertThat(suite.get(0).get("origin").asText()).isEqualTo("answer");
        assertThat(questions()).isEmpty();
        assertThat(answer("{\"reading\": 0}", "\"2\"").code()).isEqualTo("question_not_found");
    }

    @Test
    void takesASentenceOfTheAuthorsOwn() {
        askWhileCompiling();

        TestCaller.Reply answered = answer("{\"text\": \"Only managers are urgent.\"}", "\"1\"");

        assertThat(answered.json().at("/draft/spec").asText()).contains("- Only managers are urgent.");
    }

    @Test
    void refusesAnAnswerToAnotherDraftOrWithoutAReading() {
        askWhileCompiling();

        assertThat(answer("{\"reading\": 0}", "\"7\"").status()).isEqualTo(412);
        assertThat(answer("{\"reading\": 5}", "\"1\"").code()).isEqualTo("request_invalid");
        assertThat(answer("{}", "\"1\"").code()).isEqualTo("request_invalid");
        assertThat(questions()).hasSize(1);
    }

    @Test
    void doesNotAskAgainWhatWasDismissed() {
        askWhileCompiling();

        assertThat(engineer.post(ALL + "/" + QUESTION.id() + "/dismiss", null).status())
                .isEqualTo(204);

        assertThat(questions()).isEmpty();
    }

    private TestCaller.Reply answer(String body, String ifMatch) {
        return engineer.post(ALL + "/" + QUESTION.id() + "/answer", body, "If-Match", ifMatch);
    }

    private JsonNode questions() {
        return engineer.get(ALL).json().get("items");
    }

    private void askWhileCompiling() {
        var result = Json.object();
        result.putArray(Question.RESULT_KEY).add(QUESTION.json());
        server.compilations().read.does(input -> Future.succeededFuture(ProcessResult.byRules("asked", result)));
        TestCaller.Reply created =
                engineer.post("/v1/agents?name=triage", Specs.titled("Triage"), "Content-Type", "text/markdown");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (questions().isEmpty()) {
            assertThat(System.nanoTime()).as("waited for a question").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}

package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.YES;
import static dev.keelson.dist.faults.Faults.body;
import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Faults.says;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Providers whose answers can't be used: F09 to F11, F17 to F21 and F25. */
class ProviderBodyFaultsIT extends FaultCase {

    @Test
    void f09DoesNotTakeMalformedJsonForAnAnswer() {
        unusable("F09", "malformed JSON", body("application/json", "{\"choices\": [oops"));
    }

    @Test
    void f10DoesNotTakeACutAnswerForAWholeOne() {
        String whole = OPENAI.answer(YES, "stop");
        unusable("F10", "body shorter than its length", (call, out) -> out.cutAnswer(whole, whole.length() + 100));
    }

    @Test
    void f11DoesNotTakeALoginPageForAnAnswer() {
        unusable("F11", "text/html with 200", body("text/html", "<html>Please log in</html>"));
    }

    private void unusable(String id, String what, Fault fault) {
        FaultProvider broken = provider("a", OPENAI, fault);
        FaultProvider healthy = provider("b", OPENAI, right(OPENAI));
        start();

        Answer answer = run();
        healthy.play(fault);
        broken.play(fault);
        Answer alone = run();

        assertThat(answer.isRight()).isTrue();
        assertThat(alone.status()).isIn(502, 503);
        assertThat(alone.code()).isIn("model_call_failed", "no_model_available");
        FaultTable.row(id, what, 2, 2, Math.max(answer.millis(), alone.millis()));
    }

    @Test
    void f17NeverDeliversAnOutputThatBreaksTheContract() {
        Random random = new Random(17);
        List<String> wrong = List.of(
                "{\"answer\":\"maybe\"}",
                "{\"answer\":null}",
                "{}",
                "[]",
                "\"yes\"",
                "{\"answer\":\"yes\",\"more\":1}",
                "{\"answer\":[\"yes\"]}",
                "yes",
                "",
                "{\"answer\":\"yes\"");
        given(
                "a",
                OPENAI,
                (call, out) ->
                        says(OPENAI, wrong.get(random.nextInt(wrong.size()))).play(call, out));
        start();

        List<Answer> answers = IntStream.range(0, 200).mapToObj(i -> run()).toList();

        assertThat(answers).noneMatch(answer -> answer.status() == 200);
        FaultTable.row("F17", "JSON that breaks the schema", 200, 200, ProviderStatusFaultsIT.longest(answers));
    }

    @Test
    void f17RepairsAnOutputThatCanBeRepaired() {
        FaultProvider careless = provider("a", OPENAI, says(OPENAI, "{\"answer\":\"maybe\"}"), right(OPENAI));
        start();

        Answer answer = run();

        assertThat(answer.isRight()).isTrue();
        assertThat(careless.calls().get(1).body()).contains("/answer");
        FaultTable.row("F17b", "JSON that is repaired", 1, 1, answer.millis());
    }

    @Test
    void f18BlocksWhatACheckForbids() {
        given("a", OPENAI, right(OPENAI));
        start(
                ",\"checks\":[{\"name\":\"never-yes\",\"evaluator\":\"field-match\",\"onFailure\":\"fail\","
                        + "\"config\":{\"rules\":[{\"field\":\"/answer\",\"equals\":\"no\"}]}}]",
                "");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo("check_failed");
        FaultTable.row("F18", "valid but forbidden", 1, 1, answer.millis());
    }

    @Test
    void f19NamesWhyAModelGaveNothing() {
        List<Answer> answers = new ArrayList<>();
        Set<Integer> failures = Set.of(502, 503, 504, 422);
        for (Shape shape : Shape.values()) {
            given("p-" + shape.name().toLowerCase(java.util.Locale.ROOT), shape, right(shape));
        }
        start();
        for (Shape shape : Shape.values()) {
            String name = "p-" + shape.name().toLowerCase(java.util.Locale.ROOT);
            String agent = "only-" + shape.name().toLowerCase(java.util.Locale.ROOT);
            keelson()
                    .publish(
                            agent,
                            SPEC.replace("# Echo", "# " + agent),
                            "{\"models\":{\"targets\":[{\"provider\":\"" + name + "\",\"model\":\"m\"}]}}");
            for (Fault fault : List.of(
                    body("application/json", shape.refusal()),
                    body("application/json", shape.answer("{\"answer\":", "length")),
                    body("application/json", shape.answer("", "content_filter")))) {
                faultProvider(name).play(fault);
                var response = keelson().post("/v1/agents/" + agent + "/run", "{\"n\":1}");
                answers.add(new Answer(response.statusCode(), response.body(), response, 0));
            }
            faultProvider(name).play(right(shape));
            assertThat(keelson()
                            .post("/v1/agents/" + agent + "/run", "{\"n\":1}")
                            .statusCode())
                    .as("no effect on the breaker of " + name)
                    .isEqualTo(200);
        }

        assertThat(answers).allMatch(answer -> failures.contains(answer.status()));
        assertThat(answers.stream().map(Answer::code).distinct().toList()).contains("model_refused");
        FaultTable.row("F19", "refused, cut, filtered; 3 wire formats", answers.size(), answers.size(), 0);
    }

    @Test
    void f20StopsAToolLoop() {
        FaultProvider obsessed = provider("a", OPENAI, body("application/json", """
                {"id":"c-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":
                 {"name":"nothing","arguments":"{}"}}]},"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":20,"completion_tokens":5}}"""));
        start();

        Answer answer = run();

        assertThat(answer.code()).isIn("execution_limit_reached", "tool_failed");
        assertThat(obsessed.calls()).hasSizeLessThanOrEqualTo(20);
        FaultTable.row("F20", "tool calls without end", 1, 1, answer.millis());
    }

    @Test
    void f21TellsTheModelAboutAToolThatIsNotThere() {
        FaultProvider confused = provider("a", OPENAI, body("application/json", """
                {"id":"c-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":
                 {"name":"nothing","arguments":"{oops"}}]},"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":20,"completion_tokens":5}}"""), right(OPENAI));
        start();

        Answer answer = run();

        assertThat(answer.isRight()).isTrue();
        assertThat(confused.calls().get(1).body()).contains("nothing");
        FaultTable.row("F21", "unknown tool, broken arguments", 1, 1, answer.millis());
    }

    @Test
    void f25DoesNotInventACost() {
        given("a", OPENAI, body("application/json", """
                {"id":"c-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                 {"role":"assistant","content":"{\\"answer\\":\\"yes\\"}"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":-5,"completion_tokens":1e300}}"""));
        start();

        Answer answer = run();

        assertThat(answer.isRight()).isTrue();
        assertThat(answer.response().headers().firstValue("Keelson-Cost")).hasValue("unknown");
        FaultTable.row("F25", "absurd usage", 1, 1, answer.millis());
    }
}

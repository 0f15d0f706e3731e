package dev.keelson.core.compilation.prose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.spec.ProseSpecs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked and told about a spec, by rules and with a model. */
class QuestionProcessesTest {
    private static final Principal AUTHOR = new Principal("k1", "author", Role.ENGINEER, Set.of());
    private static final String SPEC = """
            # Triage

            ## Purpose

            Decide which team answers.

            ## Input

            - `text` (string): What the customer wrote.

            ## Output

            - `team` (one of billing, technical, legal): The team that answers.
              - `technical`: Something is broken.
            - `note` (string): Note.
            - `urgent` (boolean): True when the customer can't work.

            ## Rules

            - Questions about payment go to billing.
            - Questions about payment go to technical.
            - Always mention the order.
            - Never mention the order.
            - Answer large customers quickly if `plan` is gold.
            - It is urgent if the customer says so.

            ## Examples

            ### One

            Input:

            ```json
            {"text": "I was charged twice"}
            ```

            Output:

            ```json
            {"team": "billing", "note": "x", "urgent": false}
            ```
            """;

    private final ScriptedModelWork models = new ScriptedModelWork();

    @Test
    void findsVagueWordsAndWordsWithoutAReferent() {
        List<Question> questions = questions(run(new AmbiguitiesProcess(models)));

        assertThat(questions)
                .extracting(Question::text)
                .anyMatch(text -> text.contains("\"quickly\""))
                .anyMatch(text -> text.contains("\"It\""));
        assertThat(questions).allSatisfy(question -> {
            assertThat(question.readings()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(question.sentenceIds()).hasSize(1);
            assertThat(question.origin()).isEqualTo(Question.Origin.RULES);
        });
    }

    @Test
    void findsRulesThatDemandDifferentThings() {
        assertThat(questions(run(new ContradictionsProcess())))
                .extracting(Question::sentenceIds)
                .containsExactly(
                        List.of(ProseSpecs.idOf(SPEC, "go to billing"), ProseSpecs.idOf(SPEC, "go to technical")),
                        List.of(ProseSpecs.idOf(SPEC, "Always mention"), ProseSpecs.idOf(SPEC, "Never mention")));
    }

    @Test
    void findsValuesWithoutARuleAndNamesThatAreNowhere() {
        assertThat(questions(run(new MissingCasesProcess())))
                .extracting(Question::text)
                .hasSize(3)
                .anyMatch(text -> text.contains("`team` is `legal`"))
                .anyMatch(text -> text.contains("`note`"))
                .anyMatch(text -> text.contains("\"plan\""));
    }

    @Test
    void aSpecWithoutFlawsRaisesNoQuestion() {
        AgentDefinition definition = Fixtures.definition();
        ProcessInput input = input(Fixtures.SPEC, definition, Map.of());

        for (CompilationProcess each :
                List.of(new AmbiguitiesProcess(models), new ContradictionsProcess(), new MissingCasesProcess())) {
            List<Question> questions = questions(each.run(input).await());
            assertThat(questions)
                    .filteredOn(question -> question.kind() != Question.Kind.MISSING_CASE)
                    .isEmpty();
        }
    }

    @Test
    void theSameQuestionKeepsItsId() {
        List<String> first = questions(run(new MissingCasesProcess())).stream()
                .map(Question::id)
                .toList();

        assertThat(questions(run(new MissingCasesProcess())))
                .extracting(Question::id)
                .isEqualTo(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneAnswerOfTheModelServesAllThreeAndOnlyWhatHoldsIsAsked() {
        String known = ProseSpecs.idOf(SPEC, "go to billing");
        models.says(SystemAgent.QUESTION_FINDER, Json.parse("""
                {"questions": [
                  {"kind": "ambiguity", "sentence_ids": ["%1$s"], "question": "Which payment?", "readings": [
                    {"reading": "Any", "consequence": "c", "rule": "Payment means any payment."},
                    {"reading": "Cards", "consequence": "c", "rule": "Payment means cards."}]},
                  {"kind": "ambiguity", "sentence_ids": ["s-00000000"], "question": "Invented?", "readings": [
                    {"reading": "A", "consequence": "c", "rule": "A holds."},
                    {"reading": "B", "consequence": "c", "rule": "B holds."}]},
                  {"kind": "missing-case", "sentence_ids": [], "question": "What of spam?", "readings": [
                    {"reading": "A", "consequence": "c", "rule": "Spam goes to legal."},
                    {"reading": "B", "consequence": "c", "rule": "# heading"}]},
                  {"kind": "missing-case", "sentence_ids": [], "question": "What of mail in French?", "readings": [
                    {"reading": "A", "consequence": "c", "rule": "French mail goes to legal."},
                    {"reading": "B", "consequence": "c", "rule": "French mail goes to billing."}]}]}
                """.formatted(known)));

        ProcessResult ambiguities = run(new AmbiguitiesProcess(models));
        ProcessResult missing = new MissingCasesProcess()
                .run(input(SPEC, definition(), Map.of(ProcessName.AMBIGUITIES, ambiguities.result())))
                .await();

        assertThat(ambiguities.method()).isEqualTo("agent keelson-question-finder v1");
        assertThat(ambiguities.executionIds()).containsExactly("execution-1");
        assertThat(byModel(ambiguities)).extracting(Question::text).containsExactly("Which payment?");
        assertThat(byModel(missing)).extracting(Question::text).containsExactly("What of mail in French?");
        assertThat(models.inputs()).hasSize(1);
    }

    @Test
    void withoutADefinitionTheySayWhyTheyAreSkipped() {
        ProcessInput input = input(ProseSpecs.PROSE, null, Map.of());

        for (CompilationProcess each : List.of(
                new ContradictionsProcess(),
                new MissingCasesProcess(),
                new InstructionsProcess(),
                new ExamplesProcess(),
                new RubricProcess(models))) {
            ProcessResult result = each.run(input).await();
            assertThat(result.status()).isEqualTo(ProcessResult.Status.SKIPPED);
            assertThat(result.summary()).contains("no definition");
        }
    }

    @Test
    void showsThePromptAndTheExamplesAndWhatTheyLeaveOut() {
        JsonNode prompt = run(new InstructionsProcess()).result();
        JsonNode examples = run(new ExamplesProcess()).result();

        assertThat(prompt.get("prompt").asText()).isEqualTo(definition().instructions());
        assertThat(prompt.get("sections")).isEqualTo(Json.parse("[\"Rules\",\"Input\",\"Output\",\"How to answer\"]"));
        assertThat(examples.get("examples")).isEqualTo(Json.parse("[\"One\"]"));
        assertThat(examples.get("valuesWithoutExample").findValuesAsText("value"))
                .containsExactly("legal", "technical");
    }

    @Test
    void aRubricCoversEveryRuleWithAndWithoutAModel() {
        List<String> rules =
                definition().rules().stream().map(rule -> rule.id()).toList();
        assertThat(ruleIds(run(new RubricProcess(models)))).containsExactlyInAnyOrderElementsOf(rules);

        models.says(SystemAgent.RUBRIC_WRITER, Json.parse("""
                {"criteria": [{"name": "n", "question": "q?", "rule_ids": ["%s", "r-00000000"], "weight": 4}]}
                """.formatted(rules.get(2))));
        assertThat(ruleIds(run(new RubricProcess(models)))).containsExactlyInAnyOrderElementsOf(rules);
    }

    private static List<String> ruleIds(ProcessResult rubric) {
        List<String> ids = new ArrayList<>();
        rubric.result().path("criteria").forEach(each -> each.path("ruleIds").forEach(id -> ids.add(id.asText())));
        return ids;
    }

    private static List<Question> byModel(ProcessResult result) {
        return questions(result).stream()
                .filter(question -> question.origin() == Question.Origin.MODEL)
                .toList();
    }

    private static List<Question> questions(ProcessResult result) {
        List<Question> questions = new ArrayList<>();
        result.result().path(Question.RESULT_KEY).forEach(json -> questions.add(Question.of(json)));
        return questions;
    }

    private static ProcessResult run(CompilationProcess process) {
        return process.run(input(SPEC, definition(), Map.of())).await();
    }

    private static ProcessInput input(
            String spec, @Nullable AgentDefinition definition, Map<ProcessName, JsonNode> results) {
        Map<ProcessName, JsonNode> all = new EnumMap<>(ProcessName.class);
        all.putAll(results);
        AgentSettings settings = Fixtures.settings();
        return new ProcessInput(AUTHOR, "triage", 1, spec, settings, definition, false, all);
    }

    private static AgentDefinition definition() {
        CompiledSpec compiled = new MarkdownSpecCompiler().compile(SPEC);
        AgentSettings settings = Fixtures.settings();
        return new AgentDefinition(
                SPEC,
                compiled.title(),
                compiled.purpose(),
                compiled.rules(),
                compiled.instructions(),
                compiled.examples(),
                compiled.contract(),
                settings.models(),
                settings.tools(),
                settings.checks(),
                settings.limits(),
                Map.of());
    }
}

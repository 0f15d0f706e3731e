package dev.keelson.core.compilation.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleProcessesTest {
    static final String SPEC = """
            # Triage

            ## Purpose
            Sorts tickets of the SLA desk. Look up the customer in the CRM first.

            ## Input
            - `text` (string, max 400): What the customer wrote.
            - `plan` (one of free, team, enterprise): What the customer pays for.
            - `seats` (integer, optional, min 1, max 500): How many people.
            - `code` (string, optional, pattern /^[A-Z]{2}-[0-9]{4}$/): Number of the case.
            - `notes` (list of strings, optional, max 3): More.

            ## Output
            - `queue` (one of billing, technical): Who takes it.
            - `urgent` (boolean): True for an emergency.
            - `answer` (text): What we say.

            ## Rules
            - If `plan` is `enterprise`, `urgent` is true.
            - Be polite to everybody.
            - Mention `sku` when the customer does.

            ## Examples
            ### A bill
            Input:
            ```json
            {"text": "My bill is wrong", "plan": "team"}
            ```
            Output:
            ```json
            {"queue": "billing", "urgent": false, "answer": "We look at it."}
            ```
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Decide which team answers a ticket and what to do if it is not for us. | en",
                "Entscheide, welches Team ein Ticket beantwortet, und was zu tun ist, wenn es nicht zu uns passt. | de",
                "Il faut décider quelle équipe répond et que faire si le ticket ne concerne pas les clients du service. | fr",
                "このチケットにどのチームが答えるかを決めてください。| ja",
                "Решите, какая команда отвечает на заявку клиента. | ru",
                "`a` `b` x1 | und"
            })
    void tellsTheLanguageOrThatItDoesNotKnow(String text, String tag) {
        assertThat(LanguageScan.guess(text).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail address | Write to anna.schmidt@acme-corp.io about it",
                "phone number | call +49 30 901820 now",
                "IBAN | pay to DE89 3704 0044 0532 0130 00 today",
                "card number | 4111 1111 1111 1111 was charged",
                "IP address | from 81.2.69.142 we saw",
                "API key | use sk-proj-abcdefghijklmnop1234 for it",
                "password | password: hunter2hunter2",
                "credentials in an address | postgres://admin:topsecret@db/prod",
                "private key | -----BEGIN RSA PRIVATE KEY-----"
            })
    void findsPersonalDataAndNeverShowsTheWhole(String kind, String line) {
        ProcessResult result = PersonalDataScan.run(input("# Title\n" + line, null));

        JsonNode found = result.result().path("findings");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("kind").asText()).isEqualTo(kind);
        assertThat(found.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(found.get(0).path("shown").asText().length()).isLessThan(6);
        assertThat(result.summary()).startsWith("Warning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kim@example.com",
                "DE89 3704 0044 0532 0130 01",
                "4111 1111 1111 1112",
                "192.0.2.17",
                "version 1.2.3.4000",
                "2026-03-02T09:15:00Z",
                "IN-2026-7742",
                "0000 0000 0000 0000",
                "`password` (string, max 20): The password."
            })
    void takesMadeUpValuesForWhatTheyAre(String line) {
        assertThat(PersonalDataScan.find(line)).isEmpty();
    }

    @Test
    void listsTermsThatNothingExplains() {
        JsonNode result = Glossary.run(input(SPEC, null), definition(SPEC)).result();

        assertThat(texts(result.path("unexplained")))
                .contains("SLA", "CRM", "sku", "billing")
                .doesNotContain("queue");
    }

    @Test
    void findsWhatSchemasLack() {
        JsonNode result = SchemaLint.run(input(SPEC, null), definition(SPEC)).result();

        assertThat(result.path("findings").toString())
                .contains("\"pointer\":\"/output/answer\"")
                .contains("text.unbounded")
                .contains("value.meaning")
                .doesNotContain("\"pointer\":\"/input/text\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moderation | `d` (one of approve, reject): X.",
                "routing | `queue` (one of billing, technical): X.",
                "classification | `kind` (one of red, blue): X.",
                "extraction | `day` (date): X.",
                "writing | `reply` (text): X."
            })
    void tellsTheKindOfWork(String expected, String field) {
        AgentDefinition definition =
                definition("# T\n\n## Purpose\nP.\n\n## Input\n- `a` (text): A.\n\n## Output\n- " + field);

        assertThat(TaskClass.of(definition).id()).isEqualTo(expected);
    }

    @Test
    void putsEveryKnownInjectionThroughThePromptBuilder() {
        JsonNode result = Hardening.run(input(SPEC, null), definition(SPEC)).result();

        assertThat(result.path("instructionsKeepDataApart").asBoolean()).isTrue();
        assertThat(result.path("injections"))
                .hasSize(Injection.KNOWN.size())
                .allMatch(each -> each.path("staysInData").asBoolean());
        assertThat(result.path("findings").toString()).contains("output.echo");
    }

    @Test
    void noticesInstructionsThatDoNotKeepDataApart() {
        JsonNode result = Hardening.run(input("", null), Fixtures.definition()).result();

        assertThat(result.path("instructionsKeepDataApart").asBoolean()).isFalse();
    }

    @Test
    void saysWhichRulesAreChecked() {
        ProcessResult result = Checks.run(input(SPEC, null), definition(SPEC));

        assertThat(result.summary()).startsWith("1 of 3 rules");
        assertThat(result.result().path("unchecked")).hasSize(2);
    }

    @Test
    void suggestsToolsThatTheSpecCallsFor() {
        ProcessResult result = ToolSuggestions.run(Set.of("http-request"), input(SPEC, null), definition(SPEC));

        assertThat(result.result().path("suggestions")).hasSize(1);
        assertThat(result.result().path("suggestions").get(0).path("installed").asBoolean())
                .isTrue();
    }

    @Test
    void suggestsSettingsForTheKindOfWork() {
        AgentDefinition definition = definition(SPEC);

        JsonNode limits = SettingSuggestions.limits(input(SPEC, null), definition)
                .result()
                .path("suggested");
        JsonNode models = SettingSuggestions.modelPolicy(
                        input(SPEC, Map.of(ProcessName.TASK_CLASS, Json.object().put("taskClass", "routing"))),
                        definition)
                .result();

        assertThat(limits.path("timeoutMs").asInt()).isBetween(10_000, 600_000);
        assertThat(limits.path("maxModelCalls").asInt()).isBetween(1, 20);
        assertThat(models.path("suggested").path("tier").asText()).isEqualTo("fast");
    }

    @Test
    void writesValidCasesOfManyTechniquesAndTheSameAgain() {
        AgentDefinition definition = definition(SPEC);
        CompiledSchema schema = CompiledSchema.of(definition.contract().input());

        List<ScenarioDraft> cases = new ScenarioMaker(definition).make();

        assertThat(cases)
                .hasSizeGreaterThanOrEqualTo(10)
                .allMatch(each -> schema.validate(each.input()).isEmpty());
        assertThat(cases)
                .extracting(ScenarioDraft::technique)
                .contains(
                        "example",
                        "usual",
                        "missing",
                        "value",
                        "boundary",
                        "long text",
                        "little text",
                        "other language",
                        "out of scope",
                        "rule",
                        "conflict",
                        "injection");
        assertThat(new HashSet<>(cases.stream().map(each -> each.toCase().id()).toList()))
                .hasSameSizeAs(cases);
        assertThat(new ScenarioMaker(definition(SPEC)).make()).isEqualTo(cases);
    }

    @Test
    void expectsOnlyWhatExamplesAndInvariantsDecide() {
        List<ScenarioDraft> cases = new ScenarioMaker(definition(SPEC)).make();

        assertThat(cases)
                .filteredOn(each -> each.input().path("plan").asText().equals("enterprise"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.expected()).isEqualTo(Json.parse("{\"urgent\":true}")));
        assertThat(cases)
                .filteredOn(each -> each.technique().equals("boundary"))
                .allSatisfy(each -> assertThat(each.expected()).isNull());
    }

    @Test
    void writesTenCasesEvenForASmallContract() {
        AgentDefinition definition =
                definition("# T\n\n## Purpose\nP.\n\n## Input\n- `a` (text): A.\n\n## Output\n- `b` (boolean): B.");

        assertThat(new ScenarioMaker(definition).make()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void writesAPageForCallers() {
        String page = CallerPage.run(input(SPEC, null), definition(SPEC))
                .result()
                .path("markdown")
                .asText();

        assertThat(page)
                .contains(
                        "# Triage",
                        "| `plan` | one of",
                        "(checked on every output)",
                        "input_invalid",
                        "\"queue\" : \"billing\"");
    }

    @Test
    void skipsWithAReasonWithoutADefinition() {
        assertThat(ByRules.withoutDefinition().status()).isEqualTo(ProcessResult.Status.SKIPPED);
    }

    static AgentDefinition definition(String spec) {
        CompiledSpec compiled = new MarkdownSpecCompiler().compile(spec);
        AgentSettings settings = Fixtures.settings();
        return new AgentDefinition(
                spec,
                compiled.title(),
                compiled.purpose(),
                compiled.rules(),
                compiled.instructions(),
                compiled.examples(),
                compiled.contract(),
                settings.models(),
                List.of(),
                List.of(),
                settings.limits(),
                Map.of(),
                compiled.invariants(),
                null);
    }

    static ProcessInput input(String spec, @org.jspecify.annotations.Nullable Map<ProcessName, JsonNode> results) {
        return new ProcessInput(
                new Principal("key-1", "author", Role.ADMIN, Set.of()),
                "triage",
                3,
                spec,
                Fixtures.settings(),
                null,
                false,
                results == null ? Map.of() : results);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new java.util.ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}

package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionDiffTest {
    private static final String SPEC = """
            # Triage

            ## Purpose

            Sort tickets.

            ## Input

            - `text` (string, max 100): The ticket.
            - `channel` (one of mail, phone): How it came.

            ## Output

            - `severity` (one of low, high): How bad it is.
              - `low`: Can wait.
            - `contact` (object, optional): Whom to call.
              - `phone` (string): The number.
            - `tags` (list of one of bug, wish, optional): What it is about.

            ## Rules

            - Fire is high.
            - Typos are low.

            ## Examples

            ### Fire

            Input:
            ```json
            {"text": "Fire!", "channel": "phone"}
            ```
            Output:
            ```json
            {"severity": "high"}
            ```

            ### Typo

            Input:
            ```json
            {"text": "A typo", "channel": "mail"}
            ```
            Output:
            ```json
            {"severity": "low"}
            ```
            """;
    private static final AgentSettings SETTINGS = new AgentSettings(
            new ModelPolicy(
                    List.of(new ModelPolicy.Target("local", "small"), new ModelPolicy.Target("lab", "large")),
                    null,
                    500),
            List.of(tool("lookup", "https://a.example"), tool("notify", "https://b.example")),
            List.of(new CheckBinding("tone", "field-match", Json.object(), CheckBinding.OnFailure.RECORD)),
            Limits.DEFAULT);
    private static final Map<String, String> PINS = Map.of("provider/local", "local 0.1.0");

    @Test
    void identicalVersionsHaveOnlyUnchangedSections() {
        VersionDiff diff = VersionDiff.between(version(1, SPEC, SETTINGS), version(2, SPEC, SETTINGS));

        assertThat(diff.identical()).isTrue();
        assertThat(diff.contractChanged()).isFalse();
        assertThat(diff.sections())
                .extracting(SectionDiff::section)
                .containsExactly(
                        "spec",
                        "instructions",
                        "rules",
                        "examples",
                        "input",
                        "output",
                        "models",
                        "tools",
                        "checks",
                        "limits",
                        "pins");
        assertThat(diff.sections()).allSatisfy(section -> {
            assertThat(section.changed()).isFalse();
            assertThat(section.sentences()).singleElement().asString().endsWith("unchanged.");
            assertThat(section.hunks()).isEmpty();
            assertThat(section.changes()).isEmpty();
        });
    }

    @Test
    void tellsWhichRulesCameAndWent() {
        VersionDiff diff = specDiff(SPEC.replace("- Fire is high.\n", "- Floods are high.\n"));

        assertThat(section(diff, "rules").sentences())
                .containsExactly(
                        "Rule r-c68338c0 was removed: Fire is high.", "Rule r-f60e17bd was added: Floods are high.");
        assertThat(diff.contractChanged()).isFalse();
        assertThat(section(diff, "spec").sentences())
                .containsExactly("The spec changed: 1 line added, 1 line removed.");
        assertThat(section(diff, "instructions").hunks()).hasSize(1);
        assertThat(section(diff, "output").changed()).isFalse();
    }

    @Test
    void aNewOrderOfRulesIsNamedAsSuch() {
        VersionDiff diff =
                specDiff(SPEC.replace("- Fire is high.\n- Typos are low.\n", "- Typos are low.\n- Fire is high.\n"));

        assertThat(section(diff, "rules").sentences())
                .singleElement()
                .asString()
                .startsWith("The order of the rules");
        assertThat(section(diff, "rules").changes())
                .extracting(JsonChange::kind)
                .containsExactly(JsonChange.Kind.REORDERED);
    }

    @Test
    void tellsChangesOfTheContractFieldByField() {
        VersionDiff diff = specDiff(SPEC.replace("one of low, high", "one of low, high, urgent")
                .replace("  - `low`: Can wait.", "  - `low`: Can wait a week.")
                .replace("`contact` (object, optional)", "`contact` (object)")
                .replace("  - `phone` (string)", "  - `phone` (integer, nullable)")
                .replace("one of bug, wish", "one of bug, praise")
                .replace("max 100): The ticket.", "min 1, max 50): All of the ticket.")
                .replace("- `channel` (one of mail, phone): How it came.", "- `urgent` (boolean, optional): Hurry.")
                .replace(", \"channel\": \"phone\"", "")
                .replace(", \"channel\": \"mail\"", "")
                .replace("{\"severity\": ", "{\"contact\": {\"phone\": 1}, \"severity\": "));

        assertThat(diff.contractChanged()).isTrue();
        assertThat(section(diff, "output").sentences())
                .containsExactly(
                        "Output field /severity gained value \"urgent\".",
                        "Output field /severity has a new meaning for value \"low\".",
                        "Output field /contact is now required.",
                        "Output field /contact/phone changed its type from string to integer or null.",
                        "Output field /tags/* gained value \"praise\".",
                        "Output field /tags/* lost value \"wish\".");
        assertThat(section(diff, "input").sentences())
                .containsExactly(
                        "Input field /text has a new description.",
                        "Input field /text changed its maxLength from 100 to 50.",
                        "Input field /text now has minLength 1.",
                        "Input field /channel was removed.",
                        "Input field /urgent was added (boolean, optional).");
        assertThat(section(diff, "output").changes())
                .contains(new JsonChange(
                        "/properties/severity/enum",
                        JsonChange.Kind.CHANGED,
                        null,
                        Json.parse("[\"low\",\"high\"]"),
                        Json.parse("[\"low\",\"high\",\"urgent\"]")));
        assertThat(section(diff, "examples").sentences())
                .containsExactly(
                        "Example \"Fire\" changed at /input/channel, /output/contact.",
                        "Example \"Typo\" changed at /input/channel, /output/contact.");
    }

    @Test
    void aNewDescriptionIsNoChangeOfTheContract() {
        VersionDiff diff = specDiff(SPEC.replace("How bad it is.", "How bad it looks."));

        assertThat(diff.contractChanged()).isFalse();
        assertThat(section(diff, "output").sentences())
                .containsExactly("Output field /severity has a new description.");
    }

    @Test
    void tellsChangedSettings() {
        var settings = new AgentSettings(
                new ModelPolicy(
                        List.of(new ModelPolicy.Target("lab", "large"), new ModelPolicy.Target("local", "small")),
                        0.2,
                        500),
                List.of(tool("notify", "https://c.example"), tool("search", "https://d.example")),
                List.of(new CheckBinding("tone", "field-match", Json.object(), CheckBinding.OnFailure.FAIL)),
                new Limits(20_000, 8, 16, 2));
        AgentVersion before = version(1, SPEC, SETTINGS);
        AgentVersion after = version(2, definition(SPEC, settings).withPins(Map.of("provider/local", "local 0.2.0")));

        VersionDiff diff = VersionDiff.between(before, after);

        assertThat(diff.identical()).isFalse();
        assertThat(section(diff, "models").sentences())
                .containsExactlyInAnyOrder(
                        "The order of the models changed to lab/large, local/small.",
                        "Model parameter temperature changed from unset to 0.2.");
        assertThat(section(diff, "tools").sentences())
                .containsExactly(
                        "Tool \"lookup\" was removed (http-request).",
                        "Tool \"search\" was added (http-request).",
                        "Tool \"notify\" changed at /config/url.");
        assertThat(section(diff, "checks").sentences()).containsExactly("Check \"tone\" changed at /onFailure.");
        assertThat(section(diff, "limits").sentences()).containsExactly("Limit timeoutMs changed from 30000 to 20000.");
        assertThat(section(diff, "pins").sentences())
                .containsExactly("Pin provider/local changed from \"local 0.1.0\" to \"local 0.2.0\".");
    }

    @Test
    void serialisesToPlainJson() {
        JsonNode body = Json.parse(Json.text(specDiff(SPEC.replace("Sort tickets.", "Sort all tickets."))));

        assertThat(body.path("agent").asText()).isEqualTo("triage");
        assertThat(body.path("base").asInt()).isEqualTo(1);
        assertThat(body.path("version").asInt()).isEqualTo(2);
        JsonNode spec = body.path("sections").path(0);
        assertThat(spec.path("section").asText()).isEqualTo("spec");
        JsonNode hunk = spec.path("hunks").path(0);
        assertThat(Json.text(hunk.path("lines").path(3)))
                .isEqualTo("{\"kind\":\"removed\",\"oldLine\":5,\"newLine\":null,\"text\":\"Sort tickets.\"}");
        assertThat(hunk.path("oldStart").asInt()).isEqualTo(2);
    }

    @Test
    void theSizeOfTheAnswerIsBounded() {
        String before = specWith("- `text` (string): The text.\n", rules("old", 200));
        String after = specWith(
                IntStream.rangeClosed(1, 190)
                        .mapToObj(i -> "- `f" + i + "` (string): " + "x".repeat(700) + "\n")
                        .collect(Collectors.joining()),
                rules("new", 200));

        String body = Json.text(VersionDiff.between(version(1, before, SETTINGS), version(2, after, SETTINGS)));

        assertThat(body.length()).isLessThan(2_000_000);
        JsonNode input = Json.parse(body).path("sections").path(4);
        assertThat(input.path("sentences")).hasSize(101);
        assertThat(input.path("sentences").path(100).asText()).isEqualTo("There are 91 more changes.");
        assertThat(input.path("truncated").asBoolean()).isTrue();
    }

    private static String specWith(String fields, String rules) {
        return "# T\n\n## Purpose\n\nP.\n\n## Input\n\n" + fields + "\n## Output\n\n- `a` (string): A.\n\n## Rules\n\n"
                + rules;
    }

    private static String rules(String word, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "- Rule " + word + i + " " + "y".repeat(200) + "\n")
                .collect(Collectors.joining());
    }

    private static SectionDiff section(VersionDiff diff, String name) {
        return diff.sections().stream()
                .filter(section -> section.section().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VersionDiff specDiff(String changed) {
        assertThat(changed).isNotEqualTo(SPEC);
        return VersionDiff.between(version(1, SPEC, SETTINGS), version(2, changed, SETTINGS));
    }

    private static ToolBinding tool(String name, String url) {
        return new ToolBinding(name, "http-request", Json.object().put("url", url), "sha256:00");
    }

    private static AgentVersion version(int number, String spec, AgentSettings settings) {
        return version(number, definition(spec, settings).withPins(PINS));
    }

    private static AgentVersion version(int number, AgentDefinition definition) {
        return new AgentVersion(
                "triage",
                number,
                definition.digest(),
                definition.contract().digest(),
                "1.0",
                definition,
                Instant.EPOCH,
                "someone",
                "",
                1,
                Set.of("someone"));
    }

    private static AgentDefinition definition(String spec, AgentSettings settings) {
        CompiledSpec compiled = new MarkdownSpecCompiler().compile(spec);
        return new AgentDefinition(
                spec,
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

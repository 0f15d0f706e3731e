package dev.keelson.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ToolBinding;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.execution.IdempotencyClaim;
import dev.keelson.core.spec.Example;
import dev.keelson.core.spec.Rule;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Valid domain values for tests: each method gives one that a test can change where it matters. */
public final class Fixtures {
    /** Times have nanoseconds, so that a store that drops them is found out. */
    public static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");

    public static final String PURPOSE = "Decide which team answers a ticket.";
    public static final String RULE = "Questions about payment go to billing.";
    public static final String SPEC = """
            # Triage a ticket

            ## Purpose
            Decide which team answers a ticket.

            ## Input
            - `text` (string, max 2000): What the customer wrote.
            - `amount` (number, optional, min 0): The amount in question.

            ## Output
            - `team` (one of billing, technical): The team that answers.
            - `urgent` (boolean): True when the customer can't work.

            ## Rules
            - Questions about payment go to billing.

            ## Examples
            ### A wrong invoice
            Input:
            ```json
            {"text": "I was charged twice", "amount": 12.5}
            ```
            Output:
            ```json
            {"team": "billing", "urgent": false}
            ```
            """;
    public static final JsonNode INPUT = Json.parse("{\"text\":\"I was charged twice\",\"amount\":12.5}");
    public static final JsonNode OUTPUT = Json.parse("{\"team\":\"billing\",\"urgent\":false}");

    private static final String INPUT_SCHEMA = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
             "required":["text"],
             "properties":{
              "text":{"type":"string","maxLength":2000,"description":"What the customer wrote."},
              "amount":{"type":"number","minimum":0,"description":"The amount in question."}}}
            """;
    private static final String OUTPUT_SCHEMA = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
             "required":["team","urgent"],
             "properties":{
              "team":{"enum":["billing","technical"],"description":"The team that answers."},
              "urgent":{"type":"boolean","description":"True when the customer can't work."}}}
            """;

    private Fixtures() {}

    public static Contract contract() {
        return new Contract(Json.parse(INPUT_SCHEMA), Json.parse(OUTPUT_SCHEMA));
    }

    public static AgentSettings settings() {
        return new AgentSettings(
                new ModelPolicy(List.of(new ModelPolicy.Target("local", "minilm")), 0.5, 256),
                List.of(new ToolBinding(
                        "lookup", "http-request", Json.parse("{\"url\":\"https://crm.example/{id}\"}"), null)),
                List.of(new CheckBinding(
                        "no-secrets",
                        "field-match",
                        Json.parse("{\"fields\":{\"a.$b\":1.50}}"),
                        CheckBinding.OnFailure.FAIL)),
                Limits.DEFAULT);
    }

    /** A definition as a draft has it. */
    public static AgentDefinition definition() {
        return definition("Triage a ticket", Map.of());
    }

    /** A definition as a version has it. */
    public static AgentDefinition pinnedDefinition() {
        return definition(
                "Triage a ticket", Map.of("provider/local", "local 0.1.0", "tool/http-request", "http-request 0.1.0"));
    }

    /** Definitions with different titles have different digests. */
    public static AgentDefinition definition(String title, Map<String, String> pins) {
        AgentSettings settings = settings();
        return new AgentDefinition(
                SPEC,
                title,
                PURPOSE,
                List.of(new Rule(ruleId(RULE), RULE)),
                PURPOSE + "\n\n- " + RULE,
                List.of(new Example("A wrong invoice", INPUT, OUTPUT)),
                contract(),
                settings.models(),
                settings.tools(),
                settings.checks(),
                settings.limits(),
                pins);
    }

    private static String ruleId(String text) {
        byte[] folded = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return "r-" + HexFormat.of().formatHex(Sha256.raw(folded), 0, 4);
    }

    public static Draft draft(long revision) {
        return new Draft(
                SPEC,
                settings(),
                definition(),
                revision,
                NOW.plusSeconds(revision),
                "key-editor",
                Map.of("key-editor", revision));
    }

    /** An agent with the first revision of its draft. */
    public static Agent agent(String name) {
        return new Agent(name, NOW, "key-author", draft(1));
    }

    public static AgentVersion version(String agent, int number) {
        return version(agent, number, pinnedDefinition());
    }

    public static AgentVersion version(String agent, int number, AgentDefinition definition) {
        return new AgentVersion(
                agent,
                number,
                definition.digest(),
                definition.contract().digest(),
                "1." + (number - 1),
                definition,
                NOW.plusSeconds(number),
                "key-author",
                "note on " + number,
                number,
                Set.of("key-author", "key-editor"));
    }

    /** Revision 1 creates, later ones remap. */
    public static Alias alias(String agent, String name, int revision, int version) {
        return new Alias(
                agent,
                name,
                List.of(new AliasTarget(version, 1)),
                revision,
                revision == 1 ? Alias.Action.CREATE : Alias.Action.REMAP,
                null,
                NOW.plusSeconds(revision),
                "key-operator",
                "because of " + version);
    }

    /** An execution id that sorts by {@code number}. */
    public static String executionId(int number) {
        return "0190%028x".formatted(number);
    }

    /** A success of {@code production} that started {@code number} seconds after {@link #NOW}. */
    public static TraceSummary summary(int number, String agent) {
        return new TraceSummary(
                executionId(number),
                agent,
                1,
                "production",
                3,
                TraceSummary.Status.OK,
                null,
                NOW.plusSeconds(number),
                1_500,
                "key-caller",
                "local/minilm",
                42,
                7,
                0L);
    }

    public static Trace trace(int number, String agent) {
        return new Trace(summary(number, agent), INPUT, OUTPUT, null, spans());
    }

    /** An execution that failed before a version was resolved. */
    public static Trace failedTrace(int number, String agent) {
        TraceSummary summary = new TraceSummary(
                executionId(number),
                agent,
                0,
                null,
                null,
                TraceSummary.Status.ERROR,
                "agent_not_found",
                NOW.plusSeconds(number),
                90,
                "key-caller",
                null,
                0,
                0,
                null);
        return new Trace(summary, INPUT, null, "no agent of that name", List.of());
    }

    public static List<Span> spans() {
        JsonNode attributes = Json.parse(
                "{\"gen_ai.operation.name\":\"chat\",\"gen_ai.usage.input_tokens\":42,\"keelson.score\":0.875}");
        return List.of(
                new Span(
                        "00000000000000a1",
                        null,
                        "run",
                        Span.Kind.INTERNAL,
                        0,
                        1_500,
                        Span.Status.OK,
                        null,
                        Json.object()),
                new Span(
                        "00000000000000a2",
                        "00000000000000a1",
                        "chat minilm",
                        Span.Kind.CLIENT,
                        100,
                        1_200,
                        Span.Status.ERROR,
                        "first try timed out",
                        attributes));
    }

    public static ApiKey apiKey(String id) {
        return new ApiKey(
                id,
                "nightly job",
                Role.CALLER,
                Set.of("triage", "extract"),
                "kim",
                "ab".repeat(32),
                NOW,
                "admin",
                null,
                null);
    }

    public static IdempotencyClaim claim(String id, int execution) {
        return new IdempotencyClaim(id, Sha256.of(id.getBytes(StandardCharsets.UTF_8)), executionId(execution), NOW);
    }
}

package dev.keelson.core.compilation.prose;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AcceptAssumptionsUseCase;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.InMemoryAgentRepository;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.PutReadingUseCase;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.spec.ProseSpecs;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From prose to a version through the processes, with system agents that say what a model might say. */
class ProseFlowTest {
    private static final Principal AUTHOR = new Principal("k1", "author", Role.ENGINEER, Set.of());
    private static final String AGENT = "complaints";
    private static final String FIELD = """
            {"path": "%s", "type": "%s", "optional": false, "nullable": false, "description": "About %s.",
             "sentence_id": %s, "quote": "%s", "reason": "such jobs have it"}""";

    private final Vertx vertx = Vertx.vertx();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final InMemoryAgentRepository agents = new InMemoryAgentRepository();
    private final DefinitionCompiler compiler = new DefinitionCompiler(
            vertx,
            new MarkdownSpecCompiler(),
            new FixedProviders(Map.of("local", ScriptedModelClient.of(ScriptedModelClient.says("{}")))),
            new ScriptedTools(call -> Future.succeededFuture(ToolResult.success(""))),
            new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, ""))),
            new NoPlugins(),
            (definition, violations) -> definition.models());
    private final EditDraftUseCase edit = new EditDraftUseCase(agents, compiler, Clock.systemUTC(), audit);
    private final AcceptAssumptionsUseCase accept = new AcceptAssumptionsUseCase(agents, Clock.systemUTC(), audit);
    private final PublishVersionUseCase publish = new PublishVersionUseCase(new PublishVersionUseCase.Parts(
            agents, new InMemoryAgentVersionRepository(), compiler, Clock.systemUTC(), audit));
    private final ScriptedModelWork models = new ScriptedModelWork();
    private final List<CompilationProcess> processes = ProseProcesses.processes(
            new ProseProcesses.Needs(models, new PutReadingUseCase(agents, compiler, Clock.systemUTC())));

    @BeforeEach
    void createAgent() {
        var settings =
                new AgentSettingsReader(new ModelPolicy(List.of(new ModelPolicy.Target("local", "m")), null, null));
        new CreateAgentUseCase(agents, compiler, Clock.systemUTC(), audit)
                .execute(new CreateAgentUseCase.Input(AUTHOR, AGENT, ProseSpecs.PROSE, settings.read(Json.object())))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void proseIsReadAssumptionsAreAcceptedAndAVersionIsPublished() {
        modelsReads(ProseSpecs.PROSE);

        Map<ProcessName, ProcessResult> results = compile(false);

        assertThat(results.values()).extracting(ProcessResult::status).containsOnly(ProcessResult.Status.DONE);
        assertThat(requireNonNull(draft().compiled().reading()).openAssumptions())
                .extracting(FieldSource::pointer)
                .containsExactly("/input/customer_mood", "/input/branch");
        assertThat(Failures.of(publish()).code()).isEqualTo(ErrorCode.ASSUMPTIONS_OPEN);

        accepted("/input/customer_mood", "/input/branch");
        assertThat(publish().await().version().definition().spec()).isEqualTo(ProseSpecs.PROSE);
    }

    @Test
    void compilingAgainAsksNoModelAndChangesNothing() {
        modelsReads(ProseSpecs.PROSE);
        assertThat(compile(false)).isNotEmpty();
        accepted("/input/customer_mood");
        Draft before = draft();
        int asked = models.inputs().size();

        Map<ProcessName, ProcessResult> again = compile(false);

        assertThat(requireNonNull(again.get(ProcessName.INPUT_FIELDS)).summary())
                .contains("unchanged");
        assertThat(requireNonNull(again.get(ProcessName.INPUT_FIELDS)).executionIds())
                .isEmpty();
        assertThat(draft()).isEqualTo(before);
        // The questions and the rubric are asked for anew here, since this test keeps no results; the spec is not read.
        assertThat(models.inputs().subList(asked, models.inputs().size()))
                .noneMatch(input -> input.has("contract_is_fixed"));
    }

    @Test
    void otherWordsKeepTheContractAndAskAboutWhatItDoesNotHold() {
        modelsReads(ProseSpecs.PROSE);
        assertThat(compile(false)).isNotEmpty();
        AgentDefinition first = draft().compiled();
        String changed =
                ProseSpecs.PROSE.replace("Never promise a refund", "Never promise money") + "\nReturn the shop, too.\n";
        edited(changed);
        modelsReads(changed);

        Map<ProcessName, ProcessResult> results = compile(false);

        assertThat(Json.text(draft().compiled().contract())).isEqualTo(Json.text(first.contract()));
        assertThat(draft().compiled().rules()).isNotEqualTo(first.rules());
        assertThat(requireNonNull(results.get(ProcessName.FIELD_SOURCES))
                        .result()
                        .path("questions")
                        .findValuesAsText("text"))
                .anyMatch(text -> text.contains("You mention \"shop\""));
        assertThat(models.inputs())
                .anyMatch(input -> input.path("contract_is_fixed").asBoolean());
    }

    @Test
    void anAuthorWhoWantsAnotherContractGetsOne() {
        modelsReads(ProseSpecs.PROSE);
        assertThat(compile(false)).isNotEmpty();
        models.says(SystemAgent.SPEC_READER, reader("", field("only", "string", "\"s-00000000\"", "x")));

        assertThat(compile(true)).isNotEmpty();

        assertThat(draft().compiled().contract().output().get("properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("only");
    }

    @Test
    void withoutAModelItSaysWhatToDoAndOffersASkeleton() {
        Map<ProcessName, ProcessResult> results = compile(false);

        assertThat(requireNonNull(results.get(ProcessName.INPUT_FIELDS)).status())
                .isEqualTo(ProcessResult.Status.SKIPPED);
        assertThat(requireNonNull(results.get(ProcessName.INPUT_FIELDS)).summary())
                .contains("No configured provider");
        assertThat(requireNonNull(results.get(ProcessName.DEFINITION)).status())
                .isEqualTo(ProcessResult.Status.SKIPPED);
        String skeleton = requireNonNull(results.get(ProcessName.SENTENCES))
                .result()
                .path("skeleton")
                .asText();
        assertThat(new MarkdownSpecCompiler().compile(skeleton).rules()).isNotEmpty();
        assertThat(draft().waitsForCompilation()).isTrue();
    }

    /** Honest fields, one that is invented and one whose quote is wrong. */
    private void modelsReads(String spec) {
        String input = String.join(
                ",",
                field("subject", "string", id(spec, "a subject"), "a subject"),
                field("customer_mood", "string", "null", ""),
                field("branch", "string", id(spec, "a subject"), "the branch office"));
        String output = field("summary", "string", id(spec, "short summary"), "short summary");
        models.says(SystemAgent.SPEC_READER, reader(input, output, id(spec, "Never promise")));
        models.says(SystemAgent.QUESTION_FINDER, Json.parse("{\"questions\": []}"));
        models.says(SystemAgent.RUBRIC_WRITER, Json.parse("{\"criteria\": []}"));
    }

    private static JsonNode reader(String input, String output, String... rules) {
        return Json.parse("""
                {"title": "t", "input_fields": [%s], "output_fields": [%s], "rule_sentence_ids": [%s], "examples": [],
                 "wanted_fields": [{"name": "shop", "side": "output", "sentence_id": %s}]}
                """.formatted(input, output, String.join(",", rules), rules.length == 0 ? "\"\"" : rules[0]));
    }

    private static String field(String name, String type, String sentence, String quote) {
        return FIELD.formatted(name, type, name, sentence, quote);
    }

    private static String id(String spec, String words) {
        return "\"" + ProseSpecs.idOf(spec, words) + "\"";
    }

    /** In the order of the list, in which every process stands behind those that it needs. */
    private Map<ProcessName, ProcessResult> compile(boolean schemaChange) {
        Map<ProcessName, ProcessResult> results = new EnumMap<>(ProcessName.class);
        for (CompilationProcess process : processes) {
            Map<ProcessName, JsonNode> needed = new EnumMap<>(ProcessName.class);
            process.needs().forEach(need -> {
                ProcessResult result = results.get(need);
                assertThat(result).as("%s needs %s", process.name(), need).isNotNull();
                if (result.status() == ProcessResult.Status.DONE) {
                    needed.put(need, result.result());
                }
            });
            Draft draft = draft();
            var input = new ProcessInput(
                    AUTHOR,
                    AGENT,
                    draft.revision(),
                    draft.spec(),
                    draft.settings(),
                    draft.definition(),
                    schemaChange,
                    needed);
            results.put(process.name(), process.run(input).await());
        }
        return results;
    }

    private void accepted(String... pointers) {
        Draft draft = accept.execute(
                        new AcceptAssumptionsUseCase.Input(AUTHOR, AGENT, draft().revision(), List.of(pointers)))
                .await();
        assertThat(draft.waitsForCompilation()).isFalse();
    }

    private Future<PublishVersionUseCase.Output> publish() {
        return publish.execute(new PublishVersionUseCase.Input(AUTHOR, AGENT, null, ""));
    }

    private void edited(String spec) {
        Draft draft = edit.execute(new EditDraftUseCase.Input(AUTHOR, AGENT, draft().revision(), spec, null))
                .await();
        assertThat(draft.waitsForCompilation()).isTrue();
    }

    private Draft draft() {
        return agents.find(AGENT).await().orElseThrow().draft();
    }
}

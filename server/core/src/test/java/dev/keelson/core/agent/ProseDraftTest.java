package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.spec.ProseRead;
import dev.keelson.core.spec.ProseSpecs;
import dev.keelson.core.spec.Reading;
import dev.keelson.core.spec.ReadingWriter;
import dev.keelson.core.spec.SpecText;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a spec in free prose from the first words to a version. */
class ProseDraftTest {
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private static final Principal ADMIN = new Principal("k1", "admin", Role.ADMIN, Set.of());
    private static final String AGENT = "complaints";

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryAgentVersionRepository versions = new InMemoryAgentVersionRepository();
    private final InMemoryAgentRepository agents = new InMemoryAgentRepository();
    private final AgentSettingsReader settings =
            new AgentSettingsReader(new ModelPolicy(List.of(new ModelPolicy.Target("local", "m")), null, null));
    private final DefinitionCompiler compiler = new DefinitionCompiler(
            vertx,
            new MarkdownSpecCompiler(),
            new FixedProviders(Map.of("local", ScriptedModelClient.of(ScriptedModelClient.says("{}")))),
            new ScriptedTools(call -> Future.succeededFuture(ToolResult.success(""))),
            new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, ""))),
            new NoPlugins(),
            (definition, violations) -> definition.models());
    private final CreateAgentUseCase create = new CreateAgentUseCase(agents, compiler, Clock.systemUTC(), audit);
    private final EditDraftUseCase edit = new EditDraftUseCase(agents, compiler, Clock.systemUTC(), audit);
    private final PutReadingUseCase read = new PutReadingUseCase(agents, compiler, Clock.systemUTC());
    private final AcceptAssumptionsUseCase accept = new AcceptAssumptionsUseCase(agents, Clock.systemUTC(), audit);
    private final PublishVersionUseCase publish = new PublishVersionUseCase(
            new PublishVersionUseCase.Parts(agents, versions, compiler, Clock.systemUTC(), audit));

    @BeforeEach
    void createAgent() {
        create(AGENT, ProseSpecs.PROSE);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void isKeptWithoutADefinitionAndCantBePublished() {
        assertThat(draft().definition()).isNull();
        assertThat(draft().waitsForCompilation()).isTrue();
        assertThat(draft().spec()).isEqualTo(ProseSpecs.PROSE);
        assertThat(refusal().code()).isEqualTo(ErrorCode.DRAFT_NOT_COMPILED);
    }

    @Test
    void becomesAVersionOnceItWasRead() {
        PutReadingUseCase.Output output = put(reading(ProseSpecs.read()));

        assertThat(output.changed()).isTrue();
        AgentDefinition definition = publish().definition();
        assertThat(definition.spec()).isEqualTo(ProseSpecs.PROSE);
        assertThat(definition.rules()).hasSize(3);
        assertThat(definition.reading()).isEqualTo(reading(ProseSpecs.read()));
    }

    @Test
    void theSameReadingAgainChangesNothing() {
        Draft first = put(reading(ProseSpecs.read())).draft();

        PutReadingUseCase.Output again = put(reading(ProseSpecs.read()));

        assertThat(again.changed()).isFalse();
        assertThat(again.draft().revision()).isEqualTo(first.revision());
        assertThat(again.draft().compiled().digest()).isEqualTo(first.compiled().digest());
    }

    @Test
    void openAssumptionsKeepItFromBeingPublished() {
        read(reading(new ProseRead("", List.of(), ProseSpecs.read().output(), List.of(), List.of())));

        KeelsonException refusal = refusal();
        assertThat(refusal.code()).isEqualTo(ErrorCode.ASSUMPTIONS_OPEN);
        assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/input/text");

        Draft accepted = accept("/input/text");
        assertThat(publish().definition().reading())
                .isEqualTo(accepted.compiled().reading());
        assertThat(accept("/input/text").revision()).isEqualTo(accepted.revision());
    }

    @Test
    void onlyAssumptionsCanBeAccepted() {
        read(reading(ProseSpecs.read()));

        var input = new AcceptAssumptionsUseCase.Input(
                ADMIN, AGENT, draft().revision(), List.of("/output/severity", "/output/nothing"));
        assertThat(Failures.of(accept.execute(input)).violations())
                .extracting(Violation::pointer)
                .containsExactly("/accept/0", "/accept/1");
    }

    @Test
    void otherWordsWaitAgainAndKeepTheOldDefinitionForTheNextReading() {
        read(reading(ProseSpecs.read()));
        edit(ProseSpecs.PROSE + "\nBe kind.\n");

        assertThat(draft().waitsForCompilation()).isTrue();
        assertThat(draft().definition()).isNotNull();
        assertThat(refusal().code()).isEqualTo(ErrorCode.DRAFT_NOT_COMPILED);
    }

    @Test
    void otherSettingsAreCompiledWithTheReadingThatIsThere() {
        read(reading(ProseSpecs.read()));
        var limits = settings.read(Json.parse("{\"limits\":{\"maxRepairs\":0}}"));

        Draft edited = edit.execute(new EditDraftUseCase.Input(ADMIN, AGENT, draft().revision(), null, limits))
                .await();

        assertThat(edited.compiled().limits().maxRepairs()).isZero();
        assertThat(edited.compiled().reading()).isEqualTo(reading(ProseSpecs.read()));
    }

    @Test
    void settingsThatDoNotFitAreRefusedAtOnce() {
        var wrong = settings.read(Json.parse("{\"models\":{\"targets\":[{\"provider\":\"nobody\",\"model\":\"m\"}]}}"));

        assertThat(Failures.of(create.execute(new CreateAgentUseCase.Input(ADMIN, "b", ProseSpecs.PROSE, wrong)))
                        .code())
                .isEqualTo(ErrorCode.DEFINITION_INVALID);
    }

    @Test
    void aReadingOfAnEarlierRevisionIsRefused() {
        Reading late = reading(ProseSpecs.read());
        edit(ProseSpecs.PROSE + "\nBe kind.\n");

        assertThat(Failures.of(read.execute(new PutReadingUseCase.Input(ADMIN, AGENT, 1, late)))
                        .code())
                .isEqualTo(ErrorCode.REVISION_STALE);
    }

    @Test
    void namesOfSystemAgentsAreReserved() {
        var input =
                new CreateAgentUseCase.Input(ADMIN, "keelson-helper", ProseSpecs.PROSE, settings.read(Json.object()));

        assertThat(refusal(input).violations()).extracting(Violation::rule).containsExactly("reserved");
    }

    @Test
    void tooFewWordsAreNoSpec() {
        var input = new CreateAgentUseCase.Input(ADMIN, "b", "Sort my mail", settings.read(Json.object()));

        assertThat(refusal(input).violations()).extracting(Violation::rule).containsExactly("prose_too_short");
    }

    @Test
    void otherRulesOfAStructuredSpecLeaveTheContractByteForByte() {
        create("structured", Fixtures.SPEC);
        AgentDefinition before =
                agents.find("structured").await().orElseThrow().draft().compiled();
        String changed = Fixtures.SPEC.replace("- Questions about payment", "- Be brief.\n- Questions of money");

        AgentDefinition after = edit.execute(new EditDraftUseCase.Input(ADMIN, "structured", 1, changed, null))
                .await()
                .compiled();

        assertThat(after.rules()).hasSize(2);
        assertThat(after.instructions()).isNotEqualTo(before.instructions());
        assertThat(CanonicalJson.of(after.contract())).isEqualTo(CanonicalJson.of(before.contract()));
        assertThat(Json.text(after.contract())).isEqualTo(Json.text(before.contract()));
    }

    private static Reading reading(ProseRead read) {
        return ReadingWriter.write(SpecText.of(ProseSpecs.PROSE), read, null).reading();
    }

    private void read(Reading reading) {
        assertThat(put(reading).draft().waitsForCompilation()).isFalse();
    }

    private PutReadingUseCase.Output put(Reading reading) {
        return read.execute(new PutReadingUseCase.Input(ADMIN, AGENT, draft().revision(), reading))
                .await();
    }

    private Draft accept(String pointer) {
        var input = new AcceptAssumptionsUseCase.Input(ADMIN, AGENT, draft().revision(), List.of(pointer));
        return accept.execute(input).await();
    }

    private AgentVersion publish() {
        return publish.execute(new PublishVersionUseCase.Input(ADMIN, AGENT, null, ""))
                .await()
                .version();
    }

    private KeelsonException refusal() {
        return Failures.of(publish.execute(new PublishVersionUseCase.Input(ADMIN, AGENT, null, "")));
    }

    private KeelsonException refusal(CreateAgentUseCase.Input input) {
        return Failures.of(Future.succeededFuture(input).compose(create::execute));
    }

    private void create(String name, String spec) {
        create.execute(new CreateAgentUseCase.Input(ADMIN, name, spec, settings.read(Json.object())))
                .await();
    }

    private void edit(String spec) {
        edit.execute(new EditDraftUseCase.Input(ADMIN, AGENT, draft().revision(), spec, null))
                .await();
    }

    private Draft draft() {
        return agents.find(AGENT).await().orElseThrow().draft();
    }
}

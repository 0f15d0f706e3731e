package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.tool.ScriptedTools;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Draft, version, alias: what an author and an operator do, over in-memory stores. */
class AgentLifecycleTest {
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private static final Principal ADMIN = new Principal("k1", "admin", Role.ADMIN, Set.of());
    private static final Principal OPERATOR = new Principal("k2", "operator", Role.OPERATOR, Set.of());
    private static final String AGENT = "triage";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final InMemoryAgentVersionRepository versions = new InMemoryAgentVersionRepository();
    private final InMemoryAliasRepository aliases = new InMemoryAliasRepository();
    private final InMemoryAgentRepository agents = new InMemoryAgentRepository();
    private final AgentResolver resolver = new AgentResolver(versions, aliases, nanos::get);
    private final AgentSettingsReader settings =
            new AgentSettingsReader(new ModelPolicy(List.of(new ModelPolicy.Target("local", "m")), null, null));
    private final DefinitionCompiler compiler = compiler();
    private final CreateAgentUseCase create = new CreateAgentUseCase(agents, compiler, Clock.systemUTC(), audit);
    private final EditDraftUseCase edit = new EditDraftUseCase(agents, compiler, Clock.systemUTC(), audit);
    private final PublishVersionUseCase publish = new PublishVersionUseCase(
            new PublishVersionUseCase.Parts(agents, versions, compiler, Clock.systemUTC(), audit));
    private final AliasMoves moves = new AliasMoves(aliases, resolver, audit, Clock.systemUTC());
    private final RemapAliasUseCase remap = new RemapAliasUseCase(versions, aliases, new OpenGate(), moves);
    private final RollBackAliasUseCase rollBack = new RollBackAliasUseCase(aliases, moves);

    @BeforeEach
    void createAgent() {
        create.execute(new CreateAgentUseCase.Input(ADMIN, AGENT, "one", settings.read(Json.object())))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void publishingEqualContentGivesTheVersionThatIsThere() {
        assertThat(publish().version().number()).isEqualTo(1);
        assertThat(publish().created()).isFalse();

        edit("two");
        assertThat(publish().version().number()).isEqualTo(2);
        edit("one");
        assertThat(publish().version().number()).isEqualTo(1);
    }

    @Test
    void ofTwoEditorsOneLosesAndSeesTheCurrentDraft() {
        edit("two");

        KeelsonException lost = Failures.of(edit.execute(new EditDraftUseCase.Input(ADMIN, AGENT, 1, "three", null)));

        assertThat(lost.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(lost.current())
                .hasValueSatisfying(
                        current -> assertThat(((Draft) current).spec()).isEqualTo("two"));
    }

    @Test
    void racingPublishersLeaveNoGapAndNoDouble() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> publishers = IntStream.range(0, 32)
                .mapToObj(i -> (Callable<Integer>) () -> publish().version().number())
                .toList();
        List<Integer> numbers = new ArrayList<>();
        for (var result : pool.invokeAll(publishers)) {
            numbers.add(result.get());
        }
        pool.shutdown();

        assertThat(numbers).containsOnly(1);
        assertThat(versions.list(AGENT, PageRequest.first(10)).await().items()).hasSize(1);
    }

    @Test
    void anotherContractGetsANewMajor() {
        published();
        edit("other contract");

        assertThat(publish().version().contractVersion()).isEqualTo("2.0");
    }

    @Test
    void rollingBackTwiceGoesBackTwoSteps() {
        publishThree();
        moved(List.of(new AliasTarget(1, 1)), null);
        moved(List.of(new AliasTarget(2, 1)), null);
        moved(List.of(new AliasTarget(3, 1)), null);

        assertThat(rollBack().describeTargets()).isEqualTo("v2");
        assertThat(rollBack().describeTargets()).isEqualTo("v1");
        KeelsonException end =
                Failures.of(rollBack.execute(new RollBackAliasUseCase.Input(OPERATOR, AGENT, "production", null, "")));
        assertThat(end.code()).isEqualTo(ErrorCode.NOTHING_TO_ROLL_BACK_TO);
        assertThat(aliases.history(AGENT, "production", PageRequest.first(10))
                        .await()
                        .items())
                .extracting(Alias::revision)
                .containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void aMoverWhoSawAnOlderRevisionLoses() {
        published();
        moved(List.of(new AliasTarget(1, 1)), 0);

        assertThatThrownBy(() -> move(List.of(new AliasTarget(1, 2)), 0))
                .isInstanceOfSatisfying(KeelsonException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REVISION_STALE);
                    assertThat(e.current()).containsInstanceOf(Alias.class);
                });
    }

    @Test
    void namesEverythingThatIsWrongWithTargets() {
        published();

        assertThatThrownBy(() -> move(List.of(new AliasTarget(1, 0), new AliasTarget(1, 5)), null))
                .isInstanceOfSatisfying(
                        KeelsonException.class, e -> assertThat(e.violations()).hasSize(2));
    }

    @Test
    void weightsDecideAndTheSameKeyStays() {
        publishThree();
        moved(List.of(new AliasTarget(1, 90), new AliasTarget(2, 10)), null);
        Map<Integer, Integer> seen = new HashMap<>();

        for (int i = 0; i < 2_000; i++) {
            int first = resolve("key-" + i);
            assertThat(resolve("key-" + i)).isEqualTo(first);
            seen.merge(first, 1, Integer::sum);
        }

        assertThat(seen.get(2)).isBetween(120, 280);
    }

    @Test
    void aMoveOnAnotherNodeIsSeenWithinASecond() {
        publishThree();
        moved(List.of(new AliasTarget(1, 1)), null);
        assertThat(resolve("x")).isEqualTo(1);
        aliases.commit(new Alias(
                        AGENT,
                        "production",
                        List.of(new AliasTarget(2, 1)),
                        2,
                        Alias.Action.REMAP,
                        null,
                        Fixtures.NOW,
                        "k",
                        ""))
                .await();

        assertThat(resolve("x")).isEqualTo(1);
        nanos.addAndGet(AgentResolver.ALIAS_MEMORY.toNanos());
        assertThat(resolve("x")).isEqualTo(2);
    }

    @Test
    void aMoveOnThisNodeIsSeenAtOnce() {
        publishThree();
        moved(List.of(new AliasTarget(1, 1)), null);
        assertThat(resolve("x")).isEqualTo(1);

        moved(List.of(new AliasTarget(3, 1)), null);

        assertThat(resolve("x")).isEqualTo(3);
    }

    @Test
    void namesEverySettingThatDoesNotFit() {
        var json = Json.parse("""
                {"models":{"targets":[{"provider":"nobody","model":"m"}]},
                 "tools":[{"name":"a","tool":"none","config":{}},{"name":"a","tool":"lookup","config":{}}]}
                """);

        KeelsonException failure = Failures.of(compiler.compile("one", settings.read(json)));

        assertThat(failure.code()).isEqualTo(ErrorCode.DEFINITION_INVALID);
        assertThat(failure.violations())
                .extracting(each -> each.pointer())
                .containsExactly("/models/targets/0/provider", "/tools/0/config", "/tools/1/name");
    }

    private void publishThree() {
        published();
        edit("two");
        published();
        edit("three");
        published();
    }

    private void published() {
        assertThat(publish().version().agent()).isEqualTo(AGENT);
    }

    private PublishVersionUseCase.Output publish() {
        return publish.execute(new PublishVersionUseCase.Input(ADMIN, AGENT, null, ""))
                .await();
    }

    private void edit(String spec) {
        long revision = agents.find(AGENT).await().orElseThrow().draft().revision();
        edit.execute(new EditDraftUseCase.Input(ADMIN, AGENT, revision, spec, null))
                .await();
    }

    private void moved(List<AliasTarget> targets, @Nullable Integer expected) {
        assertThat(move(targets, expected).targets()).isEqualTo(targets);
    }

    private Alias move(List<AliasTarget> targets, @Nullable Integer expected) {
        return remap.execute(new RemapAliasUseCase.Input(ADMIN, AGENT, "production", targets, expected, ""))
                .await();
    }

    private Alias rollBack() {
        return rollBack.execute(new RollBackAliasUseCase.Input(OPERATOR, AGENT, "production", null, ""))
                .await();
    }

    private int resolve(String stickyKey) {
        return resolver.resolve(AgentRef.parse(AGENT), stickyKey)
                .await()
                .version()
                .number();
    }

    private DefinitionCompiler compiler() {
        return new DefinitionCompiler(
                vertx,
                AgentLifecycleTest::compile,
                new FixedProviders(Map.of("local", ScriptedModelClient.of(ScriptedModelClient.says("{}")))),
                new ScriptedTools(call -> Future.succeededFuture(ToolResult.success(""))),
                new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, ""))),
                new NoPlugins(),
                (definition, violations) -> definition.models());
    }

    /** The spec's text is its title; its contract is another one when it says so. */
    private static CompiledSpec compile(String spec) {
        Contract contract = spec.equals("other contract")
                ? new Contract(Fixtures.contract().input(), Json.parse("{\"type\":\"object\"}"))
                : Fixtures.contract();
        return new CompiledSpec(spec, "purpose", List.of(), contract, List.of(), "instructions of " + spec);
    }
}

package dev.keelson.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.CanIgnoreReturnValue;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasGate;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.InMemoryAgentRepository;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.InMemoryAliasRepository;
import dev.keelson.core.agent.OpenGate;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.evaluation.ScriptedEvaluators;
import dev.keelson.core.plugin.NoPlugins;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.suite.InMemoryTestSuiteRepository;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import dev.keelson.core.tool.ToolRegistry;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents out of one server and into another, over in-memory stores. */
class BundleTest {
    private static final Principal ENGINEER = new Principal("k-engineer", "engineer", Role.ENGINEER, Set.of());
    private static final String AGENT = "triage";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger boundTools = new AtomicInteger();
    private final Side here = new Side(new OpenGate());
    private final Side there = new Side(new OpenGate());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void bringsEverythingIntoAnEmptyServerWithEqualDigests() {
        here.fill();

        List<ImportStep> steps = there.bringIn(here.export(), false);

        assertThat(steps)
                .extracting(step ->
                        step.kind() + " " + step.name() + " " + step.action().id())
                .containsExactly(
                        "agent  create",
                        "version 1 create",
                        "version 2 create",
                        "suite edge create",
                        "alias production create");
        AgentBundle again = there.export();
        assertThat(again.versions()).extracting(AgentVersion::digest).isEqualTo(digests(here.export()));
        assertThat(again.spec()).isEqualTo(here.export().spec());
        assertThat(again.aliases()).isEqualTo(here.export().aliases());
        assertThat(again.suites().get(0).cases())
                .isEqualTo(here.export().suites().get(0).cases());
    }

    @Test
    void changesNothingWhenRepeated() {
        here.fill();
        AgentBundle bundle = here.export();
        there.bringIn(bundle, false);

        assertThat(there.bringIn(bundle, false))
                .extracting(step -> step.action().id())
                .containsOnly("unchanged");
        assertThat(there.stores
                        .agents()
                        .find(AGENT)
                        .await()
                        .orElseThrow()
                        .draft()
                        .revision())
                .isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        here.fill();

        assertThat(there.bringIn(here.export(), true)).hasSize(5);
        assertThat(there.stores.agents().find(AGENT).await()).isEmpty();
        assertThat(there.audit.actions()).isEmpty();
    }

    @Test
    void bindsNoToolAndCreatesNoEvaluator() {
        here.fill();

        there.bringIn(here.export(), false);

        assertThat(boundTools).hasValue(0);
    }

    @Test
    void refusesAVersionThatIsThereWithAnotherContent() {
        here.fill();
        AgentVersion other = there.put(Fixtures.version(AGENT, 1, Fixtures.definition("Another", Map.of())));

        KeelsonException failure = Failures.of(there.bringInLater(here.export()));

        assertThat(failure.code()).isEqualTo(ErrorCode.IMPORT_CONFLICT);
        assertThat(failure.violations())
                .extracting(violation -> violation.pointer())
                .containsExactly("/versions/0");
        assertThat(failure.violations().get(0).message()).contains(other.digest());
        assertThat(there.stores.agents().find(AGENT).await()).isEmpty();
    }

    @Test
    void refusesAGapAndAnAliasOfAVersionThatIsNowhere() {
        here.fill();
        AgentBundle bundle = here.export();
        var gap = new AgentBundle(
                AGENT,
                bundle.spec(),
                bundle.settings(),
                null,
                bundle.versions().subList(1, 2),
                Map.of("production", List.of(new AliasTarget(7, 1))),
                List.of());

        assertThat(Failures.of(there.bringInLater(gap)).violations())
                .extracting(violation -> violation.rule())
                .containsExactlyInAnyOrder("gap", "version");
    }

    @Test
    void refusesAVersionThatLostItsDigest() {
        here.fill();
        AgentBundle bundle = here.export();
        AgentVersion intact = bundle.versions().get(0);
        var forged = new AgentVersion(
                AGENT,
                1,
                intact.digest(),
                intact.contractDigest(),
                "1.0",
                Fixtures.definition("Forged", Map.of()),
                intact.publishedAt(),
                intact.publishedBy(),
                "",
                1,
                intact.authors());
        var damaged =
                new AgentBundle(AGENT, bundle.spec(), bundle.settings(), null, List.of(forged), Map.of(), List.of());

        KeelsonException failure = Failures.of(there.bringInLater(damaged));

        assertThat(failure.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
        assertThat(failure.violations().get(0).pointer()).isEqualTo("/versions/0/digest");
    }

    @Test
    void anAliasBehindAGateWaitsWhileAllElseIsBroughtIn() {
        var gated = new Side(new ClosedGate());
        here.fill();

        List<ImportStep> steps = gated.bringIn(here.export(), false);

        assertThat(steps.get(4).action()).isEqualTo(ImportStep.Action.BLOCKED);
        assertThat(steps.get(4).detail()).contains("needs an approval");
        assertThat(gated.stores.versions().find(AGENT, 2).await()).isPresent();
        assertThat(gated.stores.aliases().listByAgent(AGENT).await()).isEmpty();
    }

    @Test
    void whoBringsAVersionInIsOneOfItsAuthors() {
        here.fill();
        there.bringIn(here.export(), false);

        assertThat(there.stores.versions().find(AGENT, 1).await().orElseThrow().authors())
                .contains("k-engineer", "key-editor");
    }

    private static List<String> digests(AgentBundle bundle) {
        return bundle.versions().stream().map(AgentVersion::digest).toList();
    }

    /** One server's stores and use cases. */
    private final class Side {
        private final RecordingAuditLog audit = new RecordingAuditLog();
        private final ExportAgentUseCase.Stores stores = new ExportAgentUseCase.Stores(
                new InMemoryAgentRepository(),
                new InMemoryAgentVersionRepository(),
                new InMemoryAliasRepository(),
                new InMemoryTestSuiteRepository());
        private final ExportAgentUseCase export = new ExportAgentUseCase(stores);
        private final ImportAgentUseCase bringIn;

        private Side(AliasGate gate) {
            var resolver = new AgentResolver(stores.versions(), stores.aliases(), System::nanoTime);
            var moves = new AliasMoves(stores.aliases(), resolver, audit, Clock.systemUTC());
            bringIn = new ImportAgentUseCase(
                    stores,
                    compiler(),
                    new RemapAliasUseCase(stores.versions(), stores.aliases(), gate, moves),
                    audit,
                    Clock.systemUTC());
        }

        private void fill() {
            Agent agent = stores.agents().insert(Fixtures.agent(AGENT)).await();
            put(Fixtures.version(AGENT, 1));
            put(Fixtures.version(AGENT, 2, Fixtures.definition("Second", Map.of())));
            Alias alias = stores.aliases()
                    .commit(Fixtures.alias(AGENT, "production", 1, 2))
                    .await();
            var test = new TestCase(
                    "t-00000001",
                    "an invoice",
                    TestCase.Origin.WRITTEN,
                    TestCase.State.ACCEPTED,
                    Fixtures.INPUT,
                    Fixtures.OUTPUT,
                    List.of(),
                    null,
                    "");
            TestSuite suite = stores.suites()
                    .commit(new TestSuite(AGENT, "edge", 1, List.of(test), agent.createdAt(), alias.movedBy()))
                    .await();
            assertThat(suite.revision()).isEqualTo(1);
        }

        @CanIgnoreReturnValue
        private AgentVersion put(AgentVersion version) {
            return stores.versions().insert(version).await();
        }

        private AgentBundle export() {
            return export.execute(ENGINEER, AGENT).await();
        }

        @CanIgnoreReturnValue
        private List<ImportStep> bringIn(AgentBundle bundle, boolean dryRun) {
            return bringIn.execute(new ImportAgentUseCase.Input(ENGINEER, bundle, dryRun, "test"))
                    .await();
        }

        private Future<List<ImportStep>> bringInLater(AgentBundle bundle) {
            return Future.succeededFuture()
                    .compose(start -> bringIn.execute(new ImportAgentUseCase.Input(ENGINEER, bundle, false, "test")));
        }
    }

    private DefinitionCompiler compiler() {
        ToolRegistry tools = (name, kind, config) -> {
            boundTools.incrementAndGet();
            throw new IllegalStateException("an import binds no tool");
        };
        return new DefinitionCompiler(
                vertx,
                new MarkdownSpecCompiler(),
                new FixedProviders(Map.of()),
                tools,
                new ScriptedEvaluators(sample -> Future.succeededFuture(EvaluationScore.passed(1, ""))),
                new NoPlugins(),
                (definition, violations) -> definition.models());
    }

    /** Lets no alias move. */
    private static final class ClosedGate implements AliasGate {

        @Override
        public Future<Pass> check(PlannedMove move) {
            return Future.failedFuture(new KeelsonException(ErrorCode.CONTRACT_CHANGED, "the move needs an approval"));
        }

        @Override
        public Future<Boolean> isFree(PlannedMove move) {
            return Future.succeededFuture(false);
        }
    }
}

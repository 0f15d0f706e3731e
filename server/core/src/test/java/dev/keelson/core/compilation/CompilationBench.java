package dev.keelson.core.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.InMemoryAgentRepository;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.IdGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An agent and nodes that compile it with scripted processes, over one store in memory. */
final class CompilationBench implements AutoCloseable {
    static final Principal KIM = new Principal("aaaaaaaaaa", "kim's key", Role.ENGINEER, Set.of(), "kim");
    static final String AGENT = "triage";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final InMemoryAgentRepository agents = new InMemoryAgentRepository();
    final InMemoryCompilationRepository store = new InMemoryCompilationRepository();
    final RecordingAuditLog audited = new RecordingAuditLog();
    final List<String> reports = new CopyOnWriteArrayList<>();
    private final List<CompilationEngine> engines = new ArrayList<>();
    private final IdGenerator ids = IdGenerator.random(Clock.systemUTC());

    CompilationBench() {
        assertThat(agents.insert(Fixtures.agent(AGENT)).await()).isNotNull();
    }

    static CompilationLimits limits(Duration lease) {
        return new CompilationLimits(
                2,
                3,
                2,
                4,
                5,
                new CompilationLimits.Deadlines(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        lease,
                        Duration.ofMillis(20)));
    }

    CompilationEngine node(ScriptedProcess... processes) {
        return node(limits(Duration.ofSeconds(5)), processes);
    }

    CompilationEngine node(CompilationLimits limits, ScriptedProcess... processes) {
        return started(open(vertx, limits, processes));
    }

    static CompilationEngine started(CompilationEngine engine) {
        engine.start();
        return engine;
    }

    /** A node that takes no compilations until it is started. */
    CompilationEngine open(Vertx on, CompilationLimits limits, ScriptedProcess... processes) {
        var engine = new CompilationEngine(new CompilationEngine.Parts(
                on,
                store,
                agents,
                new ProcessGraph(List.of(processes)),
                limits,
                "node-" + engines.size() + "-" + ids.spanId(),
                Clock.systemUTC(),
                reports::add));
        engines.add(engine);
        return engine;
    }

    Compilation start(CompilationEngine node) {
        return start(node, AGENT, false).compilation();
    }

    StartedCompilation start(CompilationEngine node, String agent, boolean schemaChange) {
        return starter(node)
                .execute(new StartCompilationUseCase.Input(KIM, agent, schemaChange))
                .await();
    }

    StartCompilationUseCase starter(CompilationEngine node) {
        return new StartCompilationUseCase(node, audited, ids);
    }

    Compilation cancel(CompilationEngine node, Compilation compilation) {
        return new CancelCompilationUseCase(node, audited)
                .execute(KIM, key(compilation))
                .await();
    }

    Future<Compilation> rerun(CompilationEngine node, Compilation compilation, ProcessName process) {
        return new RerunProcessUseCase(node, audited)
                .execute(new RerunProcessUseCase.Input(KIM, key(compilation), process));
    }

    /** Starts one and waits for its end. */
    Compilation compile(CompilationEngine node) {
        return ended(start(node));
    }

    Compilation ended(Compilation compilation) {
        return await(compilation, each -> each.state().ended());
    }

    Compilation await(Compilation compilation, Predicate<Compilation> condition) {
        await("compilation " + compilation.id(), () -> condition.test(now(compilation)));
        return now(compilation);
    }

    Compilation awaitProcess(Compilation compilation, ProcessName process, ProcessState state) {
        return await(compilation, each -> each.process(process).state() == state);
    }

    void awaitRunning(Compilation compilation, ProcessName process) {
        assertThat(awaitProcess(compilation, process, ProcessState.RUNNING)).isNotNull();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    Compilation now(Compilation compilation) {
        return store.find(key(compilation)).await().orElseThrow();
    }

    JsonNode result(Compilation compilation, ProcessName process) {
        var queries = new CompilationQueries(store, agents);
        return queries.result(now(compilation), process).await().orElseThrow();
    }

    /** The author changes the spec. */
    void edit(String spec) {
        change(draft -> new Changed(spec, draft.definition()));
    }

    /** What the process that makes the definition does. */
    void define(@Nullable AgentDefinition definition) {
        change(draft -> new Changed(draft.spec(), definition));
    }

    private void change(Function<Draft, Changed> change) {
        // Completed already, and a process may not wait.
        Agent agent = agents.find(AGENT).result().orElseThrow();
        Draft before = agent.draft();
        Changed changed = change.apply(before);
        Draft after = new Draft(
                changed.spec(),
                before.settings(),
                changed.definition(),
                before.revision() + 1,
                before.updatedAt(),
                before.updatedBy(),
                Map.of());
        assertThat(agents.replaceDraft(AGENT, after).succeeded()).isTrue();
    }

    private record Changed(String spec, @Nullable AgentDefinition definition) {}

    static CompilationKey key(Compilation compilation) {
        return new CompilationKey(compilation.agent(), compilation.id());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}

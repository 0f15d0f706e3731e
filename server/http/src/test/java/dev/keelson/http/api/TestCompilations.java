package dev.keelson.http.api;

import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compilation.CancelCompilationUseCase;
import dev.keelson.core.compilation.CompilationEngine;
import dev.keelson.core.compilation.CompilationLimits;
import dev.keelson.core.compilation.CompilationQueries;
import dev.keelson.core.compilation.InMemoryCompilationRepository;
import dev.keelson.core.compilation.ProcessGraph;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.RerunProcessUseCase;
import dev.keelson.core.compilation.ScriptedProcess;
import dev.keelson.core.compilation.StartCompilationUseCase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** Compilations of three processes that a test can hold: each needs the one before. */
public final class TestCompilations {
    public final ScriptedProcess read = new ScriptedProcess(ProcessName.READ);
    public final ScriptedProcess sentences = new ScriptedProcess(ProcessName.SENTENCES, ProcessName.READ);
    public final ScriptedProcess glossary = new ScriptedProcess(ProcessName.GLOSSARY, ProcessName.SENTENCES);

    private final CompilationRoutes.UseCases useCases;

    private TestCompilations(Vertx vertx, AgentRepository agents) {
        Clock clock = Clock.systemUTC();
        var store = new InMemoryCompilationRepository();
        var engine = new CompilationEngine(new CompilationEngine.Parts(
                vertx,
                store,
                agents,
                new ProcessGraph(List.of(read, sentences, glossary)),
                CompilationLimits.DEFAULT,
                "test",
                clock,
                report -> {}));
        engine.start();
        useCases = new CompilationRoutes.UseCases(
                new StartCompilationUseCase(engine, new RecordingAuditLog(), IdGenerator.random(clock)),
                new CancelCompilationUseCase(engine, new RecordingAuditLog()),
                new RerunProcessUseCase(engine, new RecordingAuditLog()),
                new CompilationQueries(store, agents));
    }

    static TestCompilations start(Vertx vertx, AgentRepository agents) {
        return new TestCompilations(vertx, agents);
    }

    CompilationRoutes.UseCases useCases() {
        return useCases;
    }
}

package dev.keelson.adminui;

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
import dev.keelson.http.api.CompilationRoutes;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** Compilations of two processes that a test can hold. */
final class DemoCompilations {
    final ScriptedProcess read = new ScriptedProcess(ProcessName.READ);
    final ScriptedProcess sentences = new ScriptedProcess(ProcessName.SENTENCES, ProcessName.READ);

    CompilationRoutes.UseCases start(Vertx vertx, AgentRepository agents, Clock clock) {
        var store = new InMemoryCompilationRepository();
        var audit = new RecordingAuditLog();
        var engine = new CompilationEngine(new CompilationEngine.Parts(
                vertx,
                store,
                agents,
                new ProcessGraph(List.of(read, sentences)),
                CompilationLimits.DEFAULT,
                "demo",
                clock,
                report -> {}));
        engine.start();
        return new CompilationRoutes.UseCases(
                new StartCompilationUseCase(engine, audit, IdGenerator.random(clock)),
                new CancelCompilationUseCase(engine, audit),
                new RerunProcessUseCase(engine, audit),
                new CompilationQueries(store, agents));
    }
}

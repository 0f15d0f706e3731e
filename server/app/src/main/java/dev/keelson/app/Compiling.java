package dev.keelson.app;

import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compilation.CancelCompilationUseCase;
import dev.keelson.core.compilation.CompilationEngine;
import dev.keelson.core.compilation.CompilationLimits;
import dev.keelson.core.compilation.CompilationQueries;
import dev.keelson.core.compilation.ProcessGraph;
import dev.keelson.core.compilation.RerunProcessUseCase;
import dev.keelson.core.compilation.StartCompilationUseCase;
import dev.keelson.http.api.CompilationRoutes;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiling specs on this server: the engine, and what can be done with it. */
final class Compiling {
    private static final Logger LOG = LoggerFactory.getLogger(Compiling.class);

    private final CompilationEngine engine;
    private final SpecProcesses processes;
    private final CompilationRoutes.UseCases cases;

    private Compiling(CompilationEngine engine, SpecProcesses processes, CompilationRoutes.UseCases cases) {
        this.engine = engine;
        this.processes = processes;
        this.cases = cases;
    }

    /** Takes no compilations before {@link #start}. */
    static Compiling open(Vertx vertx, MongoStorage storage, AuditLog audit, SpecProcesses processes) {
        Clock clock = Clock.systemUTC();
        IdGenerator ids = IdGenerator.random(clock);
        var engine = new CompilationEngine(new CompilationEngine.Parts(
                vertx,
                storage.compilations(),
                storage.agents(),
                new ProcessGraph(processes.all()),
                CompilationLimits.DEFAULT,
                ids.executionId(),
                clock,
                LOG::warn));
        return new Compiling(
                engine,
                processes,
                new CompilationRoutes.UseCases(
                        new StartCompilationUseCase(engine, audit, ids),
                        new CancelCompilationUseCase(engine, audit),
                        new RerunProcessUseCase(engine, audit),
                        new CompilationQueries(storage.compilations(), storage.agents())));
    }

    CompilationRoutes.UseCases cases() {
        return cases;
    }

    /** From now on this node takes compilations, also those that another one, or this one before, left behind. */
    void start() {
        engine.start();
        processes.publishSystemAgents();
    }

    /** Blocks until other nodes may take what ran here; to be called before the store is closed. */
    void close() {
        engine.close()
                .onFailure(failure -> LOG.warn("compilations under way are free only when their lease ends", failure))
                .otherwiseEmpty()
                .await();
    }
}

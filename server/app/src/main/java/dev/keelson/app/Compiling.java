package dev.keelson.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agentapi.AgentApiProcess;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compilation.CancelCompilationUseCase;
import dev.keelson.core.compilation.CompilationEngine;
import dev.keelson.core.compilation.CompilationLimits;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.CompilationQueries;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessGraph;
import dev.keelson.core.compilation.RerunProcessUseCase;
import dev.keelson.core.compilation.StartCompilationUseCase;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.compilation.process.RuleProcesses;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.api.CompilationRoutes;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiling specs on this server: the engine, and what can be done with it. */
final class Compiling {
    private static final Logger LOG = LoggerFactory.getLogger(Compiling.class);

    private final CompilationEngine engine;
    private final CompilationRoutes.UseCases cases;

    private Compiling(CompilationEngine engine, CompilationRoutes.UseCases cases) {
        this.engine = engine;
        this.cases = cases;
    }

    /** Takes no compilations before {@link #start}. */
    static Compiling open(Vertx vertx, MongoStorage storage, AuditLog audit, List<CompilationProcess> processes) {
        Clock clock = Clock.systemUTC();
        IdGenerator ids = IdGenerator.random(clock);
        var engine = new CompilationEngine(new CompilationEngine.Parts(
                vertx,
                storage.compilations(),
                storage.agents(),
                new ProcessGraph(processes),
                CompilationLimits.DEFAULT,
                ids.executionId(),
                clock,
                LOG::warn));
        return new Compiling(
                engine,
                new CompilationRoutes.UseCases(
                        new StartCompilationUseCase(engine, audit, ids),
                        new CancelCompilationUseCase(engine, audit),
                        new RerunProcessUseCase(engine, audit),
                        new CompilationQueries(storage.compilations(), storage.agents())));
    }

    /** The processes of this server; one line for each group of them. */
    static List<CompilationProcess> processes(RuleProcesses.Needs needs) {
        List<CompilationProcess> all = new ArrayList<>();
        all.addAll(RuleProcesses.processes(needs));
        all.addAll(AgentApiProcess.all(needs.vertx()));
        return all;
    }

    /** Compares contracts off the event loop. */
    static BiFunction<Contract, Contract, Future<ContractComparison>> comparing(Vertx vertx) {
        var comparator = new ContractComparator();
        return (old, next) -> vertx.executeBlocking(() -> comparator.compare(old, next), false);
    }

    /** For a server without agents of its own that write. */
    static ModelWork withoutWriter() {
        return new WithoutWriter();
    }

    CompilationRoutes.UseCases cases() {
        return cases;
    }

    /** From now on this node takes compilations, also those that another one, or this one before, left behind. */
    void start() {
        engine.start();
    }

    /** Blocks until other nodes may take what ran here; to be called before the store is closed. */
    void close() {
        engine.close()
                .onFailure(failure -> LOG.warn("compilations under way are free only when their lease ends", failure))
                .otherwiseEmpty()
                .await();
    }

    private static final class WithoutWriter implements ModelWork {
        private static final String REASON = "this server has no agents of its own that could write";

        @Override
        public Optional<String> unavailableBecause() {
            return Optional.of(REASON);
        }

        @Override
        public Future<Written> write(Principal by, SystemAgent agent, JsonNode input) {
            return Future.failedFuture(new KeelsonException(ErrorCode.NO_MODEL_AVAILABLE, REASON));
        }
    }
}

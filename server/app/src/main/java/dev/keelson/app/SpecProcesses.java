package dev.keelson.app;

import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.PutReadingUseCase;
import dev.keelson.core.agentapi.AgentApiProcess;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.SystemAgentModels;
import dev.keelson.core.compilation.SystemAgentPublisher;
import dev.keelson.core.compilation.SystemAgents;
import dev.keelson.core.compilation.process.RuleProcesses;
import dev.keelson.core.compilation.prose.ProseProcesses;
import dev.keelson.core.execution.ExecutionPipeline;
import dev.keelson.core.suite.GeneratedSuite;
import dev.keelson.pluginhost.PluginHost;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that a spec is compiled by, and the system agents that some of them ask. */
final class SpecProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(SpecProcesses.class);

    private final Around around;
    private final Clock clock = Clock.systemUTC();
    private final SystemAgents systemAgents;

    /** What the processes work with. */
    record Around(
            Vertx vertx,
            ServerConfig config,
            MongoStorage storage,
            PluginHost host,
            Routing routing,
            DefinitionCompiler compiler,
            AgentResolver resolver,
            ExecutionPipeline pipeline,
            AuditLog audit) {}

    SpecProcesses(Around around) {
        this.around = around;
        systemAgents = systemAgents();
    }

    List<CompilationProcess> all() {
        List<CompilationProcess> all = new ArrayList<>();
        all.addAll(ProseProcesses.processes(new ProseProcesses.Needs(
                systemAgents, new PutReadingUseCase(around.storage().agents(), around.compiler(), clock))));
        all.addAll(RuleProcesses.processes(rules()));
        all.addAll(AgentApiProcess.all(around.vertx()));
        return all;
    }

    /** In the background: a server that compiles nothing needs none of them. */
    void publishSystemAgents() {
        systemAgents
                .publishAll()
                .onFailure(failure -> LOG.warn("the system agents could not be published: {}", failure.getMessage()));
    }

    private RuleProcesses.Needs rules() {
        var comparator = new ContractComparator();
        return new RuleProcesses.Needs(
                around.vertx(),
                around.storage().versions(),
                (old, next) -> around.vertx().executeBlocking(() -> comparator.compare(old, next), false),
                around.host(),
                around.host().providers(),
                around.routing().router(),
                around.routing().pricing(),
                new GeneratedSuite(around.storage().testSuites(), clock),
                systemAgents,
                around.pipeline());
    }

    private SystemAgents systemAgents() {
        MongoStorage storage = around.storage();
        var models =
                new SystemAgentModels(around.host().providers(), around.config().defaultModels());
        var publish = new PublishVersionUseCase(new PublishVersionUseCase.Parts(
                storage.agents(), storage.versions(), around.compiler(), clock, around.audit()));
        var publisher = new SystemAgentPublisher(new SystemAgentPublisher.Parts(
                models,
                around.compiler(),
                storage.agents(),
                storage.aliases(),
                publish,
                new AliasMoves(storage.aliases(), around.resolver(), around.audit(), clock),
                clock));
        return new SystemAgents(models, publisher, around.pipeline());
    }
}

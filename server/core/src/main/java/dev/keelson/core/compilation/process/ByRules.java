package dev.keelson.core.compilation.process;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Function;

/** A process that a function is: it asks nobody and runs on a worker thread. */
final class ByRules implements CompilationProcess {
    private final Vertx vertx;
    private final ProcessName name;
    private final Set<ProcessName> needs;
    private final Function<ProcessInput, ProcessResult> work;

    private ByRules(Vertx vertx, ProcessName name, Set<ProcessName> needs, Function<ProcessInput, ProcessResult> work) {
        this.vertx = vertx;
        this.name = name;
        this.needs = needs;
        this.work = work;
    }

    /** Reads the spec alone, so that it runs at once. */
    static CompilationProcess ofSpec(Vertx vertx, ProcessName name, Function<ProcessInput, ProcessResult> work) {
        return new ByRules(vertx, name, Set.of(), work);
    }

    /** Reads the compiled definition. */
    static CompilationProcess ofDefinition(Vertx vertx, ProcessName name, DefinitionWork work) {
        return new ByRules(vertx, name, Set.of(ProcessName.DEFINITION), input -> onDefinition(input, work));
    }

    /** Reads the compiled definition and what another process found. */
    static CompilationProcess after(Vertx vertx, ProcessName name, ProcessName before, DefinitionWork work) {
        return new ByRules(vertx, name, Set.of(ProcessName.DEFINITION, before), input -> onDefinition(input, work));
    }

    /** What a process does with a definition. */
    @FunctionalInterface
    interface DefinitionWork {
        ProcessResult apply(ProcessInput input, AgentDefinition definition);
    }

    @Override
    public ProcessName name() {
        return name;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return needs;
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        return vertx.executeBlocking(() -> work.apply(input), false);
    }

    private static ProcessResult onDefinition(ProcessInput input, DefinitionWork work) {
        AgentDefinition definition = input.definition();
        return definition == null ? withoutDefinition() : work.apply(input, definition);
    }

    static ProcessResult withoutDefinition() {
        return ProcessResult.skipped(
                "The draft has no definition yet: the spec must be compiled first, which free prose needs a model for.");
    }
}

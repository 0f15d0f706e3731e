package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentDefinition;
import io.vertx.core.Future;

/**
 * A draft that is run before it is published, by the usual pipeline: budgets, checks and repairs apply. Its traces have
 * version 0 and name the draft's revision in the attributes {@code keelson.smoke_run} and {@code keelson.draft_revision}.
 */
public final class DraftTrial implements AutoCloseable {
    private final ExecutionPipeline pipeline;
    private final Principal by;
    private final CompiledVersion draft;

    DraftTrial(ExecutionPipeline pipeline, Principal by, CompiledVersion draft) {
        this.pipeline = pipeline;
        this.by = by;
        this.draft = draft;
    }

    /** The draft to try. {@code by}: who asks, and pays. */
    public record Input(Principal by, String agent, long revision, AgentDefinition definition) {}

    /** Fails as {@link ExecuteAgentUseCase#execute} does. */
    public Future<ExecutionResult> run(JsonNode input) {
        return pipeline.runDraft(by, draft, input);
    }

    /** Lets go of the draft's tools and checks, once no execution can use them any more. */
    @Override
    public void close() {
        pipeline.endTrial(draft);
    }
}

package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.spec.Reading;
import io.vertx.core.Future;
import java.time.Clock;

/** Compiles a draft in free prose from what was read of it. A reading that changes nothing leaves the draft alone. */
public final class PutReadingUseCase {
    private final AgentRepository agents;
    private final DefinitionCompiler compiler;
    private final Clock clock;

    public PutReadingUseCase(AgentRepository agents, DefinitionCompiler compiler, Clock clock) {
        this.agents = agents;
        this.compiler = compiler;
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param expectedRevision of the draft whose spec was read
     */
    public record Input(Principal by, String agent, long expectedRevision, Reading reading) {}

    /**
     * The draft as it is then, and whether that is a new revision.
     *
     * @param changed false when the draft had this definition before
     */
    public record Output(Draft draft, boolean changed) {}

    /** Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Draft}, or as compiling does. */
    public Future<Output> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAgent(input.agent())))
                .compose(agent -> put(agent.draft(), input));
    }

    private Future<Output> put(Draft draft, Input input) {
        draft.requireRevision(input.expectedRevision());
        return compiler.compile(draft.spec(), input.reading(), draft.settings())
                .compose(definition -> put(draft, definition, input));
    }

    private Future<Output> put(Draft draft, AgentDefinition definition, Input input) {
        AgentDefinition before = draft.definition();
        if (before != null && before.digest().equals(definition.digest())) {
            return Future.succeededFuture(new Output(draft, false));
        }
        var content = new DraftContent(draft.spec(), draft.settings(), definition);
        return agents.replaceDraft(input.agent(), draft.next(content, input.by().keyId(), clock.instant()))
                .map(agent -> new Output(agent.draft(), true));
    }
}

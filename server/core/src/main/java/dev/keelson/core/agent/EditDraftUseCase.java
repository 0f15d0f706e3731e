package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what the author gives of a draft and compiles it; free prose waits for a compilation to read it. What is the same
 * already makes no new revision.
 */
public final class EditDraftUseCase {
    private final AgentRepository agents;
    private final DefinitionCompiler compiler;
    private final Clock clock;
    private final AuditLog audit;

    public EditDraftUseCase(AgentRepository agents, DefinitionCompiler compiler, Clock clock, AuditLog audit) {
        this.agents = agents;
        this.compiler = compiler;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What is to change.
     *
     * @param expectedRevision revision that the author has seen
     * @param spec null leaves it as it is
     * @param settings null leaves them as they are
     */
    public record Input(
            Principal by,
            String agent,
            long expectedRevision,
            @Nullable String spec,
            @Nullable AgentSettings settings) {}

    /** Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Draft}, or as compiling does. */
    public Future<Draft> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return agents.find(input.agent())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAgent(input.agent())))
                .compose(agent -> next(agent.draft(), input))
                .compose(draft -> store(input, draft));
    }

    private Future<Draft> store(Input input, Draft draft) {
        return draft.revision() == input.expectedRevision()
                ? Future.succeededFuture(draft)
                : audit.record(
                        AuditedAgents.draftEdit(input.by(), input.agent(), draft),
                        () -> agents.replaceDraft(input.agent(), draft).map(Agent::draft),
                        AuditedAgents::draft);
    }

    private Future<Draft> next(Draft current, Input input) {
        current.requireRevision(input.expectedRevision());
        String spec = input.spec() == null ? current.spec() : input.spec();
        AgentSettings settings = input.settings() == null ? current.settings() : input.settings();
        if (spec.equals(current.spec()) && settings.equals(current.settings())) {
            return Future.succeededFuture(current);
        }
        return compiler.compile(new DraftContent(spec, settings, current.definition()))
                .map(content -> current.next(content, input.by().keyId(), clock.instant()));
    }
}

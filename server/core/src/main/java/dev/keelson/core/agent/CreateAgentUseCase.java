package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Creates an agent with its first draft. A spec in free prose is kept until a compilation has read it. */
public final class CreateAgentUseCase {
    private final AgentRepository agents;
    private final DefinitionCompiler compiler;
    private final Clock clock;
    private final AuditLog audit;

    public CreateAgentUseCase(AgentRepository agents, DefinitionCompiler compiler, Clock clock, AuditLog audit) {
        this.agents = agents;
        this.compiler = compiler;
        this.clock = clock;
        this.audit = audit;
    }

    public record Input(Principal by, String name, String spec, AgentSettings settings) {}

    /**
     * Fails with {@link ErrorCode#AGENT_EXISTS}, {@link ErrorCode#SPEC_INVALID} or
     * {@link ErrorCode#DEFINITION_INVALID}.
     */
    public Future<Agent> execute(Input input) {
        input.by().require(Permission.AGENT_CREATE);
        String name = input.name();
        Names.requireAgentName(name);
        Names.requireFreeToTake(name);
        input.by().requireAgent(name);
        return compiler.compile(new DraftContent(input.spec(), input.settings(), null))
                .compose(content -> insert(input, content));
    }

    /** The time of creation is taken after the intent: so a lost outcome can be told from an earlier creation. */
    private Future<Agent> insert(Input input, DraftContent content) {
        var change =
                new AuditedChange(input.by(), AuditActions.AGENT_CREATE, AuditedAgents.agent(input.name()), "", "");
        return audit.record(
                change, () -> agents.insert(newAgent(input, content)), created -> AuditedAgents.draft(created.draft()));
    }

    private Agent newAgent(Input input, DraftContent content) {
        Instant now = clock.instant();
        String author = input.by().keyId();
        var draft = new Draft(input.spec(), input.settings(), content.definition(), 1, now, author, Map.of(author, 1L));
        return new Agent(input.name(), now, author, draft);
    }
}

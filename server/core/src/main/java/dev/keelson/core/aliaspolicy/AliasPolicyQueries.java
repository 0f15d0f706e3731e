package dev.keelson.core.aliaspolicy;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.Names;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;

/** Reads of alias policies. */
public final class AliasPolicyQueries {
    private final AliasPolicyRepository policies;
    private final AgentQueries agents;

    public AliasPolicyQueries(AliasPolicyRepository policies, AgentQueries agents) {
        this.policies = policies;
        this.agents = agents;
    }

    /**
     * What holds for the alias, also before the alias is created. Fails with {@link ErrorCode#AGENT_NOT_FOUND}.
     */
    public Future<AliasPolicy> policy(Principal by, String agent, String alias) {
        by.require(Permission.AGENT_READ);
        Names.requireAliasName(alias);
        return agents.agent(by, agent).compose(exists -> policies.inForce(agent, alias));
    }
}

package dev.keelson.core.suite;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;

/** Reads of test suites, each for a principal. */
public final class SuiteQueries {
    private final TestSuiteRepository suites;
    private final AgentRepository agents;

    public SuiteQueries(TestSuiteRepository suites, AgentRepository agents) {
        this.suites = suites;
        this.agents = agents;
    }

    /** In order of name. Fails with {@link ErrorCode#AGENT_NOT_FOUND}. */
    public Future<List<TestSuite>> suites(Principal by, String agent) {
        return agent(by, agent).compose(exists -> suites.listByAgent(agent));
    }

    /** Fails with {@link ErrorCode#AGENT_NOT_FOUND} or {@link ErrorCode#SUITE_NOT_FOUND}. */
    public Future<TestSuite> suite(Principal by, String agent, String name) {
        return agent(by, agent)
                .compose(exists -> suites.find(agent, name))
                .map(found -> found.orElseThrow(() -> TestSuiteRepository.missing(agent, name)));
    }

    private Future<Agent> agent(Principal by, String agent) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
        return agents.find(agent)
                .map(found -> found.orElseThrow(
                        () -> new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + agent)));
    }
}

package dev.keelson.core.agent;

class InMemoryAgentVersionRepositoryTest extends AgentVersionRepositoryContract {

    @Override
    protected AgentVersionRepository emptyRepository() {
        return new InMemoryAgentVersionRepository();
    }
}

package dev.keelson.core.agent;

class InMemoryAgentRepositoryTest extends AgentRepositoryContract {

    @Override
    protected AgentRepository emptyRepository() {
        return new InMemoryAgentRepository();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAgentRepositoryIT extends AgentRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected AgentRepository emptyRepository() {
        return STORE.emptied().agents();
    }
}

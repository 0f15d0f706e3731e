package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AgentVersionRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAgentVersionRepositoryIT extends AgentVersionRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected AgentVersionRepository emptyRepository() {
        return STORE.emptied().versions();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AliasPolicyRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAliasPolicyRepositoryIT extends AliasPolicyRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected AliasPolicyRepository emptyRepository() {
        return STORE.emptied().aliasPolicies();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.AliasRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAliasRepositoryIT extends AliasRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected AliasRepository emptyRepository() {
        return STORE.emptied().aliases();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.providerconfig.ProviderRepository;
import dev.keelson.core.providerconfig.ProviderRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoProviderRepositoryIT extends ProviderRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected ProviderRepository emptyRepository() {
        return STORE.emptied().providers();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.access.ApiKeyRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoApiKeyRepositoryIT extends ApiKeyRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected ApiKeyRepository emptyRepository() {
        return STORE.emptied().apiKeys();
    }
}

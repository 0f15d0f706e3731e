package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.RateLimitRepository;
import dev.keelson.core.usage.RateLimitRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoRateLimitRepositoryIT extends RateLimitRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected RateLimitRepository emptyRepository() {
        return STORE.emptied().rateLimits();
    }
}

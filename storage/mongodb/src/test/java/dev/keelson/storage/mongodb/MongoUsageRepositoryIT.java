package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.UsageRepository;
import dev.keelson.core.usage.UsageRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoUsageRepositoryIT extends UsageRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected UsageRepository emptyRepository() {
        return STORE.emptied().usage();
    }
}

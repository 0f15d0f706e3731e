package dev.keelson.storage.mongodb;

import dev.keelson.core.consumer.ConsumerRepository;
import dev.keelson.core.consumer.ConsumerRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoConsumerRepositoryIT extends ConsumerRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected ConsumerRepository emptyRepository() {
        return STORE.emptied().consumers();
    }
}

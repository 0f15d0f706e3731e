package dev.keelson.storage.mongodb;

import dev.keelson.core.execution.IdempotencyRepository;
import dev.keelson.core.execution.IdempotencyRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoIdempotencyRepositoryIT extends IdempotencyRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected IdempotencyRepository emptyRepository() {
        return STORE.emptied().idempotency();
    }
}

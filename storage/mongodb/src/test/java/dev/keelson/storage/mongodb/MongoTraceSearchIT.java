package dev.keelson.storage.mongodb;

import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSearchContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoTraceSearchIT extends TraceSearchContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected TraceRepository emptyRepository() {
        return STORE.emptied().traces();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.suite.TestSuiteRepository;
import dev.keelson.core.suite.TestSuiteRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoTestSuiteRepositoryIT extends TestSuiteRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected TestSuiteRepository emptyRepository() {
        return STORE.emptied().testSuites();
    }
}

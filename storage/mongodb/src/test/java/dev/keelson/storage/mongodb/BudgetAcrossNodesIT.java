package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.BudgetAcrossNodesContract;
import dev.keelson.core.usage.BudgetRepository;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes with connections of their own over one store. */
class BudgetAcrossNodesIT extends BudgetAcrossNodesContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private MongoStorage second;

    @BeforeEach
    void open() {
        second = MongoStorage.open(STORE.vertx(), STORE.config()).await();
    }

    @AfterEach
    void close() {
        Object closed = second.close().map("closed").await();
        if (!"closed".equals(closed)) {
            throw new IllegalStateException("the second node is not closed");
        }
    }

    @Override
    protected List<BudgetRepository> nodes() {
        return List.of(STORE.emptied().budgets(), second.budgets());
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.BudgetRepository;
import dev.keelson.core.usage.BudgetRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoBudgetRepositoryIT extends BudgetRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected BudgetRepository emptyRepository() {
        return STORE.emptied().budgets();
    }
}

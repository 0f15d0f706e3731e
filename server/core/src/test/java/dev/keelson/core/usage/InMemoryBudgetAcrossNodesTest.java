package dev.keelson.core.usage;

import java.util.List;

class InMemoryBudgetAcrossNodesTest extends BudgetAcrossNodesContract {

    @Override
    protected List<BudgetRepository> nodes() {
        var store = new InMemoryBudgetRepository();
        return List.of(store, store);
    }
}

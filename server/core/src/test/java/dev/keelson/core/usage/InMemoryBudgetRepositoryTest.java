package dev.keelson.core.usage;

class InMemoryBudgetRepositoryTest extends BudgetRepositoryContract {

    @Override
    protected BudgetRepository emptyRepository() {
        return new InMemoryBudgetRepository();
    }
}

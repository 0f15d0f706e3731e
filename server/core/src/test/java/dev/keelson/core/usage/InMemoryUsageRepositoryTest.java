package dev.keelson.core.usage;

class InMemoryUsageRepositoryTest extends UsageRepositoryContract {

    @Override
    protected UsageRepository emptyRepository() {
        return new InMemoryUsageRepository();
    }
}

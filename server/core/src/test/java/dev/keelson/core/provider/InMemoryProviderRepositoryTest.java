package dev.keelson.core.provider;

class InMemoryProviderRepositoryTest extends ProviderRepositoryContract {

    @Override
    protected ProviderRepository emptyRepository() {
        return new InMemoryProviderRepository();
    }
}

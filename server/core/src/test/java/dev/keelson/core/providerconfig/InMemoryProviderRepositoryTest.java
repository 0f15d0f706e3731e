package dev.keelson.core.providerconfig;

class InMemoryProviderRepositoryTest extends ProviderRepositoryContract {

    @Override
    protected ProviderRepository emptyRepository() {
        return new InMemoryProviderRepository();
    }
}

package dev.keelson.core.access;

class InMemoryApiKeyRepositoryTest extends ApiKeyRepositoryContract {

    @Override
    protected ApiKeyRepository emptyRepository() {
        return new InMemoryApiKeyRepository();
    }
}

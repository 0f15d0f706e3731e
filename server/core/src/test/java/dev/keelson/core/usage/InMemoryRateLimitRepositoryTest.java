package dev.keelson.core.usage;

class InMemoryRateLimitRepositoryTest extends RateLimitRepositoryContract {

    @Override
    protected RateLimitRepository emptyRepository() {
        return new InMemoryRateLimitRepository();
    }
}

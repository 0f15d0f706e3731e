package dev.keelson.core.execution;

class InMemoryIdempotencyRepositoryTest extends IdempotencyRepositoryContract {

    @Override
    protected IdempotencyRepository emptyRepository() {
        return new InMemoryIdempotencyRepository();
    }
}

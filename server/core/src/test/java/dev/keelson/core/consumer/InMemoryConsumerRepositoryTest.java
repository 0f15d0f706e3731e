package dev.keelson.core.consumer;

class InMemoryConsumerRepositoryTest extends ConsumerRepositoryContract {

    @Override
    protected ConsumerRepository emptyRepository() {
        return new InMemoryConsumerRepository();
    }
}

package dev.keelson.core.webhook;

class InMemoryFeedPositionRepositoryTest extends FeedPositionRepositoryContract {

    @Override
    protected FeedPositionRepository emptyRepository() {
        return new InMemoryFeedPositionRepository();
    }
}

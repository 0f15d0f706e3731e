package dev.keelson.storage.mongodb;

import dev.keelson.core.webhook.FeedPositionRepository;
import dev.keelson.core.webhook.FeedPositionRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoFeedPositionRepositoryIT extends FeedPositionRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected FeedPositionRepository emptyRepository() {
        return STORE.emptied().webhookFeedPosition();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.webhook.WebhookRepository;
import dev.keelson.core.webhook.WebhookRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoWebhookRepositoryIT extends WebhookRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected WebhookRepository emptyRepository() {
        return STORE.emptied().webhooks();
    }
}

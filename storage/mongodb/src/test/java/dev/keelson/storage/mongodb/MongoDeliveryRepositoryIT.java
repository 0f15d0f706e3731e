package dev.keelson.storage.mongodb;

import dev.keelson.core.webhook.DeliveryRepository;
import dev.keelson.core.webhook.DeliveryRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoDeliveryRepositoryIT extends DeliveryRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected DeliveryRepository emptyRepository() {
        return STORE.emptied().webhookDeliveries();
    }
}

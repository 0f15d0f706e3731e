package dev.keelson.core.webhook;

class InMemoryDeliveryRepositoryTest extends DeliveryRepositoryContract {

    @Override
    protected DeliveryRepository emptyRepository() {
        return new InMemoryDeliveryRepository();
    }
}

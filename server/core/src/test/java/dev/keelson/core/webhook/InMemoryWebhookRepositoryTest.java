package dev.keelson.core.webhook;

class InMemoryWebhookRepositoryTest extends WebhookRepositoryContract {

    @Override
    protected WebhookRepository emptyRepository() {
        return new InMemoryWebhookRepository();
    }
}

package dev.keelson.core.agent;

class InMemoryAliasPolicyRepositoryTest extends AliasPolicyRepositoryContract {

    @Override
    protected AliasPolicyRepository emptyRepository() {
        return new InMemoryAliasPolicyRepository();
    }
}

package dev.keelson.core.agent;

class InMemoryAliasRepositoryTest extends AliasRepositoryContract {

    @Override
    protected AliasRepository emptyRepository() {
        return new InMemoryAliasRepository();
    }
}

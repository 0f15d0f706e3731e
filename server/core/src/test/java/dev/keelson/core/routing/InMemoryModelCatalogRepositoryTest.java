package dev.keelson.core.routing;

class InMemoryModelCatalogRepositoryTest extends ModelCatalogRepositoryContract {

    @Override
    protected ModelCatalogRepository emptyRepository() {
        return new InMemoryModelCatalogRepository();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.routing.ModelCatalogRepository;
import dev.keelson.core.routing.ModelCatalogRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoModelCatalogRepositoryIT extends ModelCatalogRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected ModelCatalogRepository emptyRepository() {
        return STORE.emptied().modelCatalog();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.schemachange.SchemaChangeRepository;
import dev.keelson.core.schemachange.SchemaChangeRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoSchemaChangeRepositoryIT extends SchemaChangeRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected SchemaChangeRepository emptyRepository() {
        return STORE.emptied().schemaChanges();
    }
}

package dev.keelson.core.schemachange;

class InMemorySchemaChangeRepositoryTest extends SchemaChangeRepositoryContract {

    @Override
    protected SchemaChangeRepository emptyRepository() {
        return new InMemorySchemaChangeRepository();
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.compilation.CompilationRepository;
import dev.keelson.core.compilation.CompilationRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoCompilationRepositoryIT extends CompilationRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected CompilationRepository emptyRepository() {
        return STORE.emptied().compilations();
    }
}

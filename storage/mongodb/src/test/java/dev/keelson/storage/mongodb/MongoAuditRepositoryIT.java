package dev.keelson.storage.mongodb;

import dev.keelson.core.audit.AuditRepository;
import dev.keelson.core.audit.AuditRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoAuditRepositoryIT extends AuditRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected AuditRepository emptyRepository() {
        return STORE.emptied().audit();
    }
}

package dev.keelson.core.audit;

class InMemoryAuditRepositoryTest extends AuditRepositoryContract {

    @Override
    protected AuditRepository emptyRepository() {
        return new InMemoryAuditRepository();
    }
}

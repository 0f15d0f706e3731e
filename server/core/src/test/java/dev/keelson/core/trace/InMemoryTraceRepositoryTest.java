package dev.keelson.core.trace;

class InMemoryTraceRepositoryTest extends TraceRepositoryContract {

    @Override
    protected TraceRepository emptyRepository() {
        return new InMemoryTraceRepository();
    }
}

package dev.keelson.core.trace;

class InMemoryTraceSearchTest extends TraceSearchContract {

    @Override
    protected TraceRepository emptyRepository() {
        return new InMemoryTraceRepository();
    }
}

package dev.keelson.core.compilation;

class InMemoryCompilationRepositoryTest extends CompilationRepositoryContract {

    @Override
    protected CompilationRepository emptyRepository() {
        return new InMemoryCompilationRepository();
    }
}

package dev.keelson.core.suite;

class InMemoryTestSuiteRepositoryTest extends TestSuiteRepositoryContract {

    @Override
    protected TestSuiteRepository emptyRepository() {
        return new InMemoryTestSuiteRepository();
    }
}

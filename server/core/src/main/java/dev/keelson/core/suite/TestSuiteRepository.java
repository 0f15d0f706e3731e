package dev.keelson.core.suite;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores test suites, each as one document. */
public interface TestSuiteRepository {

    /**
     * Replaces the suite if its revision is still {@code next.revision() - 1}; inserts it for revision 1. Fails with
     * {@link ErrorCode#REVISION_STALE} carrying the current {@link TestSuite}: of two writers one loses.
     */
    Future<TestSuite> commit(TestSuite next);

    Future<Optional<TestSuite>> find(String agent, String name);

    /** All suites of the agent, in order of name; an agent has at most 50. */
    Future<List<TestSuite>> listByAgent(String agent);
}

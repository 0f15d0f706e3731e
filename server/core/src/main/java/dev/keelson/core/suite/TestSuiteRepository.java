package dev.keelson.core.suite;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores test suites, each as one document. */
public interface TestSuiteRepository {
    /** Suites of one agent. */
    int MAX_SUITES = 50;

    /**
     * Replaces the suite if its revision is still {@code next.revision() - 1}; inserts it for revision 1. Fails with
     * {@link ErrorCode#REVISION_STALE} carrying the current {@link TestSuite}: of two writers one loses. Fails
     * with {@link ErrorCode#SUITE_NOT_FOUND} when there is no suite to replace.
     */
    Future<TestSuite> commit(TestSuite next);

    Future<Optional<TestSuite>> find(String agent, String name);

    /** All suites of the agent, in order of name; an agent has at most {@value #MAX_SUITES}. */
    Future<List<TestSuite>> listByAgent(String agent);

    /** The failure of a writer who has not seen {@code current}. */
    static KeelsonException stale(TestSuite current) {
        return KeelsonException.stale("the suite is at revision " + current.revision(), current);
    }

    /** The failure of who asks for a suite that is not there. */
    static KeelsonException missing(String agent, String name) {
        return new KeelsonException(ErrorCode.SUITE_NOT_FOUND, "no suite " + name + " of agent " + agent);
    }
}

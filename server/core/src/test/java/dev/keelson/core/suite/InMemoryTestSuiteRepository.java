package dev.keelson.core.suite;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps test suites in memory, for tests. Safe for concurrent use. */
public final class InMemoryTestSuiteRepository implements TestSuiteRepository {
    private final TreeMap<String, TestSuite> suites = new TreeMap<>();

    @Override
    public synchronized Future<TestSuite> commit(TestSuite next) {
        String id = id(next.agent(), next.name());
        TestSuite current = suites.get(id);
        long revision = current == null ? 0 : current.revision();
        if (revision != next.revision() - 1) {
            return Future.failedFuture(
                    current == null
                            ? TestSuiteRepository.missing(next.agent(), next.name())
                            : TestSuiteRepository.stale(current));
        }
        suites.put(id, next);
        return Future.succeededFuture(next);
    }

    @Override
    public synchronized Future<Optional<TestSuite>> find(String agent, String name) {
        return Future.succeededFuture(Optional.ofNullable(suites.get(id(agent, name))));
    }

    @Override
    public synchronized Future<List<TestSuite>> listByAgent(String agent) {
        return Future.succeededFuture(suites.values().stream()
                .filter(suite -> suite.agent().equals(agent))
                .toList());
    }

    private static String id(String agent, String name) {
        return agent + "/" + name;
    }
}

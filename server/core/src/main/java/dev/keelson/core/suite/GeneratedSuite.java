package dev.keelson.core.suite;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The suite that compiling a spec fills. Only cases that nobody looked at are ever replaced: what people accepted, rejected
 * or wrote stays as it is.
 */
public final class GeneratedSuite {
    /** Name of the suite. */
    public static final String NAME = "generated";

    private static final int MAX_TRIES = 5;

    private final TestSuiteRepository suites;
    private final Clock clock;

    public GeneratedSuite(TestSuiteRepository suites, Clock clock) {
        this.suites = suites;
        this.clock = clock;
    }

    public Future<Optional<TestSuite>> find(String agent) {
        return suites.find(agent, NAME);
    }

    /** Puts the cases in place of those that were proposed before. Changes nothing when they are the same. */
    public Future<TestSuite> replace(String agent, List<TestCase> proposed, String by) {
        return replace(agent, proposed, by, MAX_TRIES);
    }

    private Future<TestSuite> replace(String agent, List<TestCase> proposed, String by, int tries) {
        return find(agent).compose(found -> {
            List<TestCase> before = found.map(TestSuite::cases).orElse(List.of());
            List<TestCase> after = merged(before, proposed);
            if (found.isPresent() && after.equals(before)) {
                return Future.succeededFuture(found.get());
            }
            long revision = found.map(TestSuite::revision).orElse(0L) + 1;
            return suites.commit(new TestSuite(agent, NAME, revision, after, clock.instant(), by))
                    .recover(failure -> tries > 1 && isStale(failure)
                            ? replace(agent, proposed, by, tries - 1)
                            : Future.failedFuture(failure));
        });
    }

    /** People may edit the suite at the same moment: their change goes first. */
    private static boolean isStale(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
    }

    static List<TestCase> merged(List<TestCase> before, List<TestCase> proposed) {
        List<TestCase> after = new ArrayList<>(
                before.stream().filter(each -> !isReplaceable(each)).toList());
        Set<String> taken = after.stream().map(TestCase::id).collect(Collectors.toSet());
        proposed.stream()
                .filter(each -> !taken.contains(each.id()))
                .limit(Math.max(0, SuiteBounds.MAX_CASES - after.size()))
                .forEach(after::add);
        return SuiteBounds.fitting(after);
    }

    private static boolean isReplaceable(TestCase each) {
        return each.origin() == TestCase.Origin.GENERATED && each.state() == TestCase.State.PROPOSED;
    }
}

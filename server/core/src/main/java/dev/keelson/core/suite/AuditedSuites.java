package dev.keelson.core.suite;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import io.vertx.core.Future;
import java.util.List;

/** How test suites stand in the audit log, and what became of changes without an outcome. */
public final class AuditedSuites implements AuditedTarget {
    private static final int AGENT = 1;
    private static final int SUITE = 3;

    private final TestSuiteRepository suites;

    public AuditedSuites(TestSuiteRepository suites) {
        this.suites = suites;
    }

    static String target(String agent, String suite) {
        return "agents/" + agent + "/suites/" + suite;
    }

    static String describe(TestSuite suite) {
        return "revision " + suite.revision() + ": " + suite.cases().size() + " cases";
    }

    @Override
    public boolean covers(String action) {
        return action.equals(AuditActions.SUITE_EDIT);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        String[] path = intent.target().split("/", -1);
        return suites.find(path[AGENT], path[SUITE])
                .map(found -> found.filter(suite -> isOwn(intent, suite))
                        .map(suite -> List.of(describe(suite)))
                        .orElse(List.of()));
    }

    private static boolean isOwn(AuditEvent intent, TestSuite suite) {
        return !suite.updatedAt().isBefore(intent.at())
                && intent.actor().keyId().equals(suite.updatedBy());
    }
}

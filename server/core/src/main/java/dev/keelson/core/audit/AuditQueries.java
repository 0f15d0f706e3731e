package dev.keelson.core.audit;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of the audit log, for those with {@link Permission#AUDIT_READ} on all agents. */
public final class AuditQueries {
    private final AuditRepository entries;
    private final AuditVerifier verifier;

    public AuditQueries(Vertx vertx, AuditRepository entries) {
        this.entries = entries;
        this.verifier = new AuditVerifier(vertx, entries);
    }

    /** Newest first. */
    public Future<Page<AuditEntry>> entries(Principal by, AuditFilter filter, PageRequest page) {
        requireReader(by);
        return entries.page(filter, page);
    }

    /**
     * Recomputes the chain from entry {@code from} to {@code to}, up to the tail when that is null, at most 10,000 entries
     * at once. Fails with {@link ErrorCode#REQUEST_INVALID} for a range that can't be.
     */
    public Future<AuditVerification> verify(Principal by, long from, @Nullable Long to) {
        requireReader(by);
        if (from < 1) {
            throw invalid("/from", "from: " + from + " (expected: >= 1)");
        }
        if (to != null && to < from) {
            throw invalid("/to", "to: " + to + " (expected: >= from, " + from + ")");
        }
        return verifier.verify(from, to);
    }

    /** The log is about everything: a key that is limited to some agents does not see it. */
    private static void requireReader(Principal by) {
        by.require(Permission.AUDIT_READ);
        if (!by.agents().isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED, "a key that is limited to some agents can't read the audit log");
        }
    }

    private static KeelsonException invalid(String pointer, String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "range", message)));
    }
}

package dev.keelson.core.audit;

import io.vertx.core.Future;
import java.util.List;

/** Looks at what changes are made to, for those whose outcome nobody wrote. */
public interface AuditedTarget {
    /** More than one change can mean that nobody can tell which it was; this says so without naming any. */
    List<String> CANT_TELL = List.of("?", "??");

    /** Whether the outcome of such an action can be seen in the store. */
    boolean covers(String action);

    /**
     * What who stated this intent has made of its target since, each described exactly as the outcome would describe it
     * in {@code after}: no more than a few. Empty when nothing was changed.
     */
    Future<List<String>> changesSince(AuditEvent intent);
}

package dev.keelson.core.audit;

import dev.keelson.core.audit.AuditVerification.Bad;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the chain and names the first entry that is not as it was written. Reads pages, and hashes them off the event
 * loop; at most {@value #MAX_AT_ONCE} entries a call.
 */
final class AuditVerifier {
    static final int MAX_AT_ONCE = 10_000;
    private static final int PAGE = AuditRepository.MAX_BATCH;

    private final Vertx vertx;
    private final AuditRepository entries;

    AuditVerifier(Vertx vertx, AuditRepository entries) {
        this.vertx = vertx;
        this.entries = entries;
    }

    /** {@code to}: null for the tail as it is now. An entry that is asked for and not there is bad. */
    Future<AuditVerification> verify(long from, @Nullable Long to) {
        return entries.tail().compose(tail -> {
            long last = to == null ? tail.map(AuditEntry::seq).orElse(0L) : to;
            return start(new Task(from, Math.min(last, from + MAX_AT_ONCE - 1), last));
        });
    }

    /** The entry before the first is read too, as the first must point at it. */
    private Future<AuditVerification> start(Task task) {
        if (task.from() == 1) {
            return page(task, new Checked(1, AuditEntry.FIRST_PREV));
        }
        return entries.read(task.from() - 1, 1).compose(found -> {
            boolean there = !found.isEmpty() && found.get(0).seq() == task.from() - 1;
            return there
                    ? page(task, new Checked(task.from(), found.get(0).hash()))
                    : Future.succeededFuture(task.bad(new Bad(task.from() - 1, "missing"), ""));
        });
    }

    private Future<AuditVerification> page(Task task, Checked checked) {
        if (checked.next() > task.end()) {
            return Future.succeededFuture(task.good(checked.hash()));
        }
        int limit = (int) Math.min(PAGE, task.end() - checked.next() + 1);
        return entries.read(checked.next(), limit)
                .compose(found -> vertx.executeBlocking(() -> check(checked, found), false))
                .compose(after -> {
                    if (after.bad() != null) {
                        return Future.succeededFuture(task.bad(after.bad(), after.hash()));
                    }
                    return after.next() == checked.next()
                            ? Future.succeededFuture(task.bad(new Bad(after.next(), "missing"), after.hash()))
                            : page(task, after);
                });
    }

    private static Checked check(Checked before, List<AuditEntry> found) {
        Checked checked = before;
        for (AuditEntry entry : found) {
            String wrong = wrong(checked, entry);
            if (wrong != null) {
                return new Checked(checked.next(), checked.hash(), new Bad(checked.next(), wrong));
            }
            checked = new Checked(entry.seq() + 1, entry.hash());
        }
        return checked;
    }

    private static @Nullable String wrong(Checked before, AuditEntry entry) {
        if (entry.seq() != before.next()) {
            return "missing";
        }
        if (!entry.prev().equals(before.hash())) {
            return "does not follow the entry before it";
        }
        return entry.isIntact() ? null : "changed after it was written";
    }

    /** How far the check has come: the number expected next, and the hash that it must point at. */
    private record Checked(long next, String hash, @Nullable Bad bad) {

        Checked(long next, String hash) {
            this(next, hash, null);
        }
    }

    /** From and end of this call, and the last entry that is wanted in all. */
    private record Task(long from, long end, long last) {

        AuditVerification good(String hash) {
            return new AuditVerification(from, end, null, end < last ? Long.valueOf(end + 1) : null, hash);
        }

        AuditVerification bad(Bad bad, String hash) {
            return new AuditVerification(from, bad.seq(), bad, null, hash);
        }
    }
}

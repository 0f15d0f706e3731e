package dev.keelson.core.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells the end of the audit log once an hour to something outside the store. A chain alone can't show that its tail was
 * cut off: that takes a witness who remembers how far it went.
 */
public final class AuditCheckpoints {
    private static final Duration EVERY = Duration.ofHours(1);

    private final AuditRepository entries;
    private final Consumer<String> witness;

    /** {@code witness} hears of number and hash of the last entry, such as a log that is kept elsewhere. */
    public AuditCheckpoints(AuditRepository entries, Consumer<String> witness) {
        this.entries = entries;
        this.witness = witness;
    }

    /** The first one at once. */
    public Future<Void> start(Vertx vertx) {
        vertx.setPeriodic(
                EVERY.toMillis(), tick -> tell().onFailure(away -> witness.accept("audit log: not readable")));
        return tell();
    }

    private Future<Void> tell() {
        return entries.tail()
                .onSuccess(tail -> tail.ifPresent(
                        last -> witness.accept("audit log: entry " + last.seq() + ", hash " + last.hash())))
                .mapEmpty();
    }
}

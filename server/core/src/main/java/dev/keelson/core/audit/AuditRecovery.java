package dev.keelson.core.audit;

import dev.keelson.core.audit.OpenIntents.Finding;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Closes intents whose node died before it wrote the outcome, by looking at their targets. Any node may do it for any
 * other: an outcome is written only if nothing was appended since the log was read, so none is written twice. Runs twice a
 * minute and leaves intents alone until they are {@link #PATIENCE} old: no change takes that long.
 */
public final class AuditRecovery {
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int PAGE = AuditRepository.MAX_BATCH;
    /** So many at once; the rest the next time. */
    private static final int MAX_OPEN = 1_000;

    private static final int MAX_ATTEMPTS = 20;
    private static final String WHY = "closed by recovery";

    private final Vertx vertx;
    private final AuditRepository entries;
    private final List<AuditedTarget> targets;
    private final String writer;
    private final Clock clock;

    public AuditRecovery(Parts parts) {
        vertx = parts.vertx();
        entries = parts.entries();
        targets = List.copyOf(parts.targets());
        writer = parts.writer();
        clock = parts.clock();
    }

    /**
     * What the recovery works with.
     *
     * @param writer differs from that of any other node
     */
    public record Parts(
            Vertx vertx, AuditRepository entries, List<AuditedTarget> targets, String writer, Clock clock) {}

    /** {@code failures} hears of a run that failed, once each; the next run tries again. */
    public void start(Consumer<Throwable> failures) {
        vertx.setTimer(
                EVERY.toMillis(),
                timer -> closeAbandoned().onFailure(failures::accept).onComplete(done -> start(failures)));
    }

    /** Closes what is older than {@link #PATIENCE}; says how many that were. */
    public Future<Integer> closeAbandoned() {
        return close(clock.instant().minus(PATIENCE), 1);
    }

    /** Closes every open intent; only right before a node starts that has the store for itself. */
    public Future<Integer> closeAll() {
        return close(Instant.MAX, 1);
    }

    private Future<Integer> close(Instant before, int attempt) {
        return entries.settledUpTo()
                .compose(settled -> read(new OpenIntents(settled), settled + 1))
                .compose(open -> close(new Run(open, open.all(), before)))
                .recover(failure -> isLost(failure) && attempt < MAX_ATTEMPTS
                        ? close(before, attempt + 1)
                        : Future.failedFuture(failure));
    }

    private Future<OpenIntents> read(OpenIntents open, long from) {
        return entries.read(from, PAGE).compose(page -> {
            open.add(page);
            return page.size() < PAGE ? Future.succeededFuture(open) : read(open, from + PAGE);
        });
    }

    /** One after the other: each outcome goes right behind the one before. */
    private Future<Integer> close(Run run) {
        Future<Integer> closed = Future.succeededFuture(0);
        for (AuditEntry intent : run.due()) {
            closed = closed.compose(count -> close(run.open(), intent).map(count + 1));
        }
        return closed.compose(count -> entries.settle(run.open().settledUpTo()).map(count));
    }

    private Future<Void> close(OpenIntents open, AuditEntry intent) {
        return finding(open, intent).compose(finding -> {
            AuditEvent outcome = AuditEvent.outcome(intent, finding.result(), finding.after(), clock.instant())
                    .toldBy(AuditActor.KEELSON, WHY);
            AuditEntry next = AuditEntry.after(open.last(), outcome, writer);
            return entries.append(List.of(next)).onSuccess(stored -> open.add(List.of(next)));
        });
    }

    private Future<Finding> finding(OpenIntents open, AuditEntry intent) {
        Optional<AuditedTarget> target = targets.stream()
                .filter(each -> each.covers(intent.event().action()))
                .findFirst();
        return target.map(each -> each.changesSince(intent.event()).map(changes -> open.judge(intent, changes)))
                .orElseGet(() -> Future.succeededFuture(Finding.UNKNOWN));
    }

    private static boolean isLost(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
    }

    /** What one reading of the log found open, and which of it is to be closed. */
    private record Run(OpenIntents open, List<AuditEntry> found, Instant before) {

        List<AuditEntry> due() {
            return found.stream()
                    .filter(intent -> intent.event().at().isBefore(before))
                    .limit(MAX_OPEN)
                    .toList();
        }
    }
}

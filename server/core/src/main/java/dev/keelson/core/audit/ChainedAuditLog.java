package dev.keelson.core.audit;

import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import dev.keelson.core.common.Failpoint;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.ErrorType;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes the intent and the outcome of each change to the chain, and lets no change happen without its intent. */
public final class ChainedAuditLog implements AuditLog {
    private final AuditChain chain;
    private final Clock clock;

    public ChainedAuditLog(AuditChain chain, Clock clock) {
        this.chain = chain;
        this.clock = clock;
    }

    /** A change whose own outcome is unknown, as the store went away, stays open: {@link AuditRecovery} looks at the target. */
    @Override
    public <T> Future<T> record(AuditedChange change, Supplier<Future<T>> work, Function<T, String> after) {
        Failpoint.hit("audit.intent.before");
        return chain.append(AuditEvent.intent(change, clock.instant())).compose(intent -> {
            Failpoint.hit("audit.intent.after");
            return started(work).transform(ended -> tell(intent, ended, after).transform(told -> again(ended)));
        });
    }

    private <T> Future<AuditEntry> tell(AuditEntry intent, AsyncResult<T> ended, Function<T, String> after) {
        if (isUnknown(ended)) {
            return Future.succeededFuture(intent);
        }
        Failpoint.hit("audit.outcome.before");
        String state = ended.succeeded() ? after.apply(ended.result()) : "";
        return chain.append(AuditEvent.outcome(intent, result(ended), state, clock.instant()))
                .onSuccess(stored -> Failpoint.hit("audit.outcome.after"));
    }

    private static <T> Future<T> started(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static Result result(AsyncResult<?> ended) {
        if (ended.succeeded()) {
            return Result.DONE;
        }
        if (ended.cause() instanceof KeelsonException known && known.code().type() != ErrorType.INTERNAL) {
            return new Result(Outcome.REFUSED, known.code().id());
        }
        return new Result(Outcome.FAILED, ErrorCode.UNEXPECTED.id());
    }

    private static boolean isUnknown(AsyncResult<?> ended) {
        return ended.cause() instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
    }

    private static <T> Future<T> again(AsyncResult<T> ended) {
        return ended.succeeded() ? Future.succeededFuture(ended.result()) : Future.failedFuture(ended.cause());
    }
}

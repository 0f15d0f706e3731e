package dev.keelson.core.audit;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what was recorded, for tests. Safe for concurrent use. */
public final class RecordingAuditLog implements AuditLog {
    private final List<Recorded> records = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /**
     * A change and how it ended.
     *
     * @param after what was told of it; null when it was not made
     * @param failure null when it was made
     */
    public record Recorded(
            AuditedChange change,
            @Nullable String after,
            @Nullable Throwable failure) {}

    @Override
    public <T> Future<T> record(AuditedChange change, Supplier<Future<T>> work, Function<T, String> after) {
        if (away) {
            return Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "no intent can be written"));
        }
        return started(work).andThen(ended -> records.add(recorded(change, ended, after)));
    }

    /** From now on no intent can be written, so that no change may be made. */
    public void goAway() {
        away = true;
    }

    public List<Recorded> records() {
        return List.copyOf(records);
    }

    /** The actions in their order. */
    public List<String> actions() {
        return records.stream().map(each -> each.change().action()).toList();
    }

    private static <T> Recorded recorded(AuditedChange change, AsyncResult<T> ended, Function<T, String> after) {
        return ended.succeeded()
                ? new Recorded(change, after.apply(ended.result()), null)
                : new Recorded(change, null, ended.cause());
    }

    private static <T> Future<T> started(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }
}

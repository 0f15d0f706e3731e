package dev.keelson.core.audit;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps a record of every privileged change. Safe for concurrent use. */
public interface AuditLog {

    /**
     * Writes the intent, makes the change, writes the outcome. Without a stored intent the change is not made: the future
     * then fails with {@link dev.keelson.core.error.ErrorCode#STORE_UNAVAILABLE}. A change that was made is answered as
     * made even if its outcome can't be written: that entry is closed later, by looking at the target.
     *
     * @param after describes the target's state after the change in one short text without secrets, such as
     *     {@code revision 4: v2}
     */
    <T> Future<T> record(AuditedChange change, Supplier<Future<T>> work, Function<T, String> after);
}

package dev.keelson.storage.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.List;
import java.util.Set;

/** Says what a failure of the driver means. */
final class StoreFailures {
    private static final int DUPLICATE_KEY = 11_000;
    private static final List<Class<? extends MongoException>> UNAVAILABLE = List.of(
            MongoTimeoutException.class,
            MongoSocketException.class,
            MongoConnectionPoolClearedException.class,
            MongoSecurityException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class,
            MongoServerUnavailableException.class,
            MongoExecutionTimeoutException.class,
            MongoWriteConcernException.class,
            MongoCursorNotFoundException.class,
            MongoInterruptedException.class);
    /**
     * Unauthorized, AuthenticationFailed, HostUnreachable, MaxTimeMSExpired, NetworkTimeout, ShutdownInProgress,
     * OutOfDiskSpace.
     */
    private static final Set<Integer> UNAVAILABLE_CODES = Set.of(13, 18, 6, 50, 89, 91, 14_031);

    private StoreFailures() {}

    /** The store does not work now: {@link ErrorCode#STORE_UNAVAILABLE}. Anything else stays what it is. */
    static Throwable translate(Throwable failure) {
        if (!isUnavailable(failure)) {
            return failure;
        }
        return new KeelsonException(
                ErrorCode.STORE_UNAVAILABLE, "the store did not answer; the outcome is unknown", failure);
    }

    /** True when every document that was not written is there already, so that nothing is missing. */
    static boolean onlyDuplicateKeys(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() == null
                    && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
        }
        return failure instanceof MongoException mongo && mongo.getCode() == DUPLICATE_KEY;
    }

    private static boolean isUnavailable(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() != null
                    || bulk.getWriteErrors().stream().anyMatch(error -> UNAVAILABLE_CODES.contains(error.getCode()));
        }
        return UNAVAILABLE.stream().anyMatch(type -> type.isInstance(failure))
                || (failure instanceof MongoException mongo && UNAVAILABLE_CODES.contains(mongo.getCode()));
    }
}

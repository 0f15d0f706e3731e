package dev.keelson.core.execution;

import io.vertx.core.Future;
import java.time.Instant;

/** Stores claims on Idempotency-Keys. */
public interface IdempotencyRepository {

    /** The claim that holds: {@code claim} itself if it was first, else the one that was there before. */
    Future<IdempotencyClaim> claim(IdempotencyClaim claim);

    /** Puts {@code next} in the place of {@code abandoned} if that still holds; true when it did. */
    Future<Boolean> takeOver(IdempotencyClaim abandoned, IdempotencyClaim next);

    /** Deletes claims made before that instant; their number. */
    Future<Long> deleteBefore(Instant instant);
}

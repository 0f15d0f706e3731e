package dev.keelson.core.execution;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps claims in memory, for tests. Safe for concurrent use. */
public final class InMemoryIdempotencyRepository implements IdempotencyRepository {
    private final Map<String, IdempotencyClaim> claims = new HashMap<>();

    @Override
    public synchronized Future<IdempotencyClaim> claim(IdempotencyClaim claim) {
        IdempotencyClaim before = claims.putIfAbsent(claim.id(), claim);
        return Future.succeededFuture(before == null ? claim : before);
    }

    @Override
    public synchronized Future<Boolean> takeOver(IdempotencyClaim abandoned, IdempotencyClaim next) {
        if (!abandoned.id().equals(next.id())) {
            throw new IllegalArgumentException("next.id: " + next.id() + " (expected: " + abandoned.id() + ")");
        }
        return Future.succeededFuture(claims.replace(abandoned.id(), abandoned, next));
    }

    @Override
    public synchronized Future<Long> deleteBefore(Instant instant) {
        int before = claims.size();
        claims.values().removeIf(claim -> claim.claimedAt().isBefore(instant));
        return Future.succeededFuture((long) (before - claims.size()));
    }
}

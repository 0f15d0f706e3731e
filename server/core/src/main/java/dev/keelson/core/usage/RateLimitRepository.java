package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores rate limits. How much of them is used is each node's own affair and not stored. */
public interface RateLimitRepository {
    /** More rate limits than this can't be created. */
    int MAX_LIMITS = 500;

    /** All, in order of name. */
    Future<List<RateLimit>> list();

    Future<Optional<RateLimit>> find(String name);

    /** Fails with {@link ErrorCode#RATE_LIMIT_EXISTS}. */
    Future<RateLimit> insert(RateLimit limit);

    /** Puts the limit in the place of revision {@code revision}; false, and no change, when that is not stored. */
    Future<Boolean> replace(int revision, RateLimit limit);

    /** False, and no change, when that revision is not stored. */
    Future<Boolean> delete(String name, int revision);
}

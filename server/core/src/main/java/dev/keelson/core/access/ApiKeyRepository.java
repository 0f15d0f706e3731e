package dev.keelson.core.access;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Stores API keys. A revoked key stays, so that traces can still name it. */
public interface ApiKeyRepository {

    /** Inserts the key, or leaves an existing key of that id as it is; true when it was inserted. */
    Future<Boolean> insertIfAbsent(ApiKey key);

    Future<Optional<ApiKey>> find(String id);

    /** In order of id. */
    Future<Page<ApiKey>> list(PageRequest page);

    /** The key as it is now; revoking twice keeps the first time. Fails with {@link ErrorCode#API_KEY_NOT_FOUND}. */
    Future<ApiKey> revoke(String id, Instant at);
}

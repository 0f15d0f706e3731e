package dev.keelson.core.access;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;

/** Reads of API keys. */
public final class ApiKeyQueries {
    private final ApiKeyRepository keys;

    public ApiKeyQueries(ApiKeyRepository keys) {
        this.keys = keys;
    }

    /** In order of id, revoked keys included. */
    public Future<Page<ApiKey>> keys(Principal by, PageRequest page) {
        by.require(Permission.API_KEY_MANAGE);
        return keys.list(page);
    }
}

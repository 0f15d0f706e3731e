package dev.keelson.adminui;

import dev.keelson.core.secret.Secret;

/**
 * A login, kept on the server only.
 *
 * @param credential the API key, so that each request can ask whether it still holds
 * @param csrf token that every form of this session carries
 * @param begunNanos when the person logged in, on the sessions' ticker
 */
record Session(Secret credential, String csrf, long begunNanos) {}

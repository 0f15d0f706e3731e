package dev.keelson.storage.mongodb;

import dev.keelson.core.secret.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How to reach the store.
 *
 * @param uri connection string; a secret because it may hold a password. Options in it win over this record, but not
 *     its write concern and read preference: those are what makes an acknowledged write durable
 * @param database 1 to 38 letters, digits, hyphens and underscores
 * @param maxPoolSize connections to each server, 1 to 500
 * @param openTimeout how long to try before the store counts as unreachable
 * @param operationTimeout how long one operation waits for a server, for a connection and for the answer, each
 */
public record MongoConfig(
        Secret uri, String database, int maxPoolSize, Duration openTimeout, Duration operationTimeout) {
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_-]{1,38}");
    private static final int MAX_POOL_SIZE = 500;

    public MongoConfig {
        Objects.requireNonNull(uri, "uri");
        if (!DATABASE.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "database: " + database + " (expected: 1 to 38 letters, digits, hyphens and underscores)");
        }
        if (maxPoolSize < 1 || maxPoolSize > MAX_POOL_SIZE) {
            throw new IllegalArgumentException(
                    "maxPoolSize: " + maxPoolSize + " (expected: 1 to " + MAX_POOL_SIZE + ")");
        }
        requirePositive("openTimeout", openTimeout);
        requirePositive("operationTimeout", operationTimeout);
    }

    /** 32 connections, 10 s to open, 3 s for each wait of an operation. */
    public static MongoConfig of(Secret uri, String database) {
        return new MongoConfig(uri, database, 32, Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    public MongoConfig withMaxPoolSize(int connections) {
        return new MongoConfig(uri, database, connections, openTimeout, operationTimeout);
    }

    public MongoConfig withOpenTimeout(Duration timeout) {
        return new MongoConfig(uri, database, maxPoolSize, timeout, operationTimeout);
    }

    public MongoConfig withOperationTimeout(Duration timeout) {
        return new MongoConfig(uri, database, maxPoolSize, openTimeout, timeout);
    }

    private static void requirePositive(String name, Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": " + timeout + " (expected: at least 1 ms)");
        }
    }
}

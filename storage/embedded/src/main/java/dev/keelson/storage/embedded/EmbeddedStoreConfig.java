package dev.keelson.storage.embedded;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How to open an {@link EmbeddedStore}.
 *
 * @param file where the data is; its directory is created if missing, and has to be closed to other users if not
 * @param port on 127.0.0.1; 0 takes a free one
 * @param cacheMegabytes how much of the file is kept in memory
 * @param maxConnections how many clients may be connected at once, authenticated or not
 * @param compactEvery after how many commits at the latest sparse parts of the file are rewritten, so that their
 *     space can be reused
 */
public record EmbeddedStoreConfig(Path file, int port, int cacheMegabytes, int maxConnections, int compactEvery) {
    private static final int DEFAULT_CACHE_MEGABYTES = 32;
    private static final int DEFAULT_MAX_CONNECTIONS = 256;
    private static final int DEFAULT_COMPACT_EVERY = 500;

    public EmbeddedStoreConfig {
        Objects.requireNonNull(file, "file");
        requireRange("port", port, 0, 65_535);
        requireRange("cacheMegabytes", cacheMegabytes, 1, 16_384);
        requireRange("maxConnections", maxConnections, 2, 10_000);
        requireRange("compactEvery", compactEvery, 1, 1_000_000);
    }

    /** A free port, 32 MB of cache, 256 connections. */
    public static EmbeddedStoreConfig of(Path file) {
        return new EmbeddedStoreConfig(
                file, 0, DEFAULT_CACHE_MEGABYTES, DEFAULT_MAX_CONNECTIONS, DEFAULT_COMPACT_EVERY);
    }

    public EmbeddedStoreConfig withPort(int newPort) {
        return new EmbeddedStoreConfig(file, newPort, cacheMegabytes, maxConnections, compactEvery);
    }

    public EmbeddedStoreConfig withCacheMegabytes(int megabytes) {
        return new EmbeddedStoreConfig(file, port, megabytes, maxConnections, compactEvery);
    }

    public EmbeddedStoreConfig withMaxConnections(int connections) {
        return new EmbeddedStoreConfig(file, port, cacheMegabytes, connections, compactEvery);
    }

    public EmbeddedStoreConfig withCompactEvery(int commits) {
        return new EmbeddedStoreConfig(file, port, cacheMegabytes, maxConnections, commits);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }
}

package dev.keelson.app;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.Secret;
import dev.keelson.storage.embedded.EmbeddedStore;
import dev.keelson.storage.embedded.EmbeddedStoreConfig;
import dev.keelson.storage.mongodb.MongoConfig;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store in use: MongoDB where a URI is given, else the embedded store behind the same driver.
 *
 * @param embedded null when the store is MongoDB
 * @param description for people; without credentials
 * @param port where the server is to listen: as configured, or where it has been waiting for the store
 */
record Store(MongoStorage storage, @Nullable EmbeddedStore embedded, String description, int port) {
    private static final Duration FIRST_TRY = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Blocks until the store answers. While a MongoDB can't be reached the server is live and not ready; what no waiting
     * cures, such as refused credentials, is thrown at once.
     */
    static Store open(Vertx vertx, ServerConfig config) {
        Secret uri = config.mongoUri();
        return uri == null ? openEmbedded(vertx, config) : openMongo(vertx, config, uri);
    }

    private static Store openMongo(Vertx vertx, ServerConfig config, Secret uri) {
        MongoConfig mongo = MongoConfig.of(uri, config.database()).withOpenTimeout(FIRST_TRY);
        try {
            return mongo(MongoStorage.open(vertx, mongo).await(), config, config.port());
        } catch (KeelsonException unreachable) {
            requireHope(unreachable);
            try (WaitingListener waiting = WaitingListener.start(vertx, config, unreachable.text())) {
                return mongo(untilReached(vertx, mongo, waiting), config, waiting.port());
            }
        }
    }

    private static MongoStorage untilReached(Vertx vertx, MongoConfig mongo, WaitingListener waiting) {
        while (true) {
            vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS).await();
            try {
                return MongoStorage.open(vertx, mongo).await();
            } catch (KeelsonException unreachable) {
                requireHope(unreachable);
                waiting.because(unreachable.text());
            }
        }
    }

    private static void requireHope(KeelsonException failure) {
        if (failure.retryAfter().isEmpty()) {
            throw failure;
        }
    }

    private static Store mongo(MongoStorage storage, ServerConfig config, int port) {
        return new Store(storage, null, "MongoDB, database " + config.database(), port);
    }

    private static Store openEmbedded(Vertx vertx, ServerConfig config) {
        Path file = config.data().resolve("store").resolve("keelson.mv.db");
        EmbeddedStore embedded = EmbeddedStore.open(EmbeddedStoreConfig.of(file));
        try {
            Secret uri = Secret.of(embedded.connectionString());
            MongoStorage storage = MongoStorage.open(vertx, MongoConfig.of(uri, config.database()))
                    .await();
            return new Store(storage, embedded, "embedded, " + file, config.port());
        } catch (RuntimeException failure) {
            embedded.close();
            throw failure;
        }
    }

    /** Calls {@code end} with the cause if the embedded store can't go on: it has then acknowledged nothing more. */
    void onFailure(Consumer<Throwable> end) {
        if (embedded != null) {
            embedded.failure().thenAccept(end);
        }
    }

    Future<Void> ping() {
        return storage.ping();
    }

    /** Blocks until everything acknowledged is on disk and the file is free. */
    void close() {
        storage.close().await();
        if (embedded != null) {
            embedded.close();
        }
    }
}

package dev.keelson.app;

import dev.keelson.core.secret.Secret;
import dev.keelson.storage.embedded.EmbeddedStore;
import dev.keelson.storage.embedded.EmbeddedStoreConfig;
import dev.keelson.storage.mongodb.MongoConfig;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store in use: MongoDB where a URI is given, else the embedded store behind the same driver.
 *
 * @param embedded null when the store is MongoDB
 * @param description for people; without credentials
 */
record Store(MongoStorage storage, @Nullable EmbeddedStore embedded, String description) {

    /** Blocks. Throws within ten seconds when the store can't be reached. */
    static Store open(Vertx vertx, ServerConfig config) {
        Secret uri = config.mongoUri();
        return uri == null ? openEmbedded(vertx, config) : openMongo(vertx, config, uri);
    }

    private static Store openMongo(Vertx vertx, ServerConfig config, Secret uri) {
        MongoStorage storage =
                MongoStorage.open(vertx, MongoConfig.of(uri, config.database())).await();
        return new Store(storage, null, "MongoDB, database " + config.database());
    }

    private static Store openEmbedded(Vertx vertx, ServerConfig config) {
        Path file = config.data().resolve("store").resolve("keelson.mv.db");
        EmbeddedStore embedded = EmbeddedStore.open(EmbeddedStoreConfig.of(file));
        try {
            Secret uri = Secret.of(embedded.connectionString());
            MongoStorage storage = MongoStorage.open(vertx, MongoConfig.of(uri, config.database()))
                    .await();
            return new Store(storage, embedded, "embedded, " + file);
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

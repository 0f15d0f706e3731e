package dev.keelson.storage.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ClusterType;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * A client, with the settings on which durability rests: writes are acknowledged by a majority and their journals, reads
 * go to the primary.
 */
record MongoConnection(MongoClient client, MongoConfig config, String hosts) {
    private static final String APPLICATION = "keelson";

    /** Fails at once with an {@link IllegalArgumentException}, which does not repeat the string: it may hold a password. */
    static MongoConnection create(MongoConfig config) {
        ConnectionString uri = parse(config);
        return new MongoConnection(
                MongoClients.create(settings(config, uri)), config, String.join(",", uri.getHosts()));
    }

    /** To be called when the kind of the cluster is known: a single server has no majority to read from. */
    MongoDatabase database() {
        MongoDatabase database = client.getDatabase(config.database());
        ClusterType type = client.getClusterDescription().getType();
        boolean replicated = type == ClusterType.REPLICA_SET || type == ClusterType.SHARDED;
        return replicated ? database.withReadConcern(ReadConcern.MAJORITY) : database;
    }

    /** Completes when all connections are closed. */
    Future<Void> close(Vertx vertx) {
        return vertx.executeBlocking(() -> {
                    client.close();
                    return true;
                })
                .mapEmpty();
    }

    private static ConnectionString parse(MongoConfig config) {
        try {
            return new ConnectionString(config.uri().reveal());
        } catch (IllegalArgumentException hidden) {
            throw new IllegalArgumentException("not a MongoDB connection string"
                    + " (expected: mongodb://host:port or mongodb+srv://host, special characters of a password"
                    + " percent-encoded)");
        }
    }

    private static MongoClientSettings settings(MongoConfig config, ConnectionString uri) {
        long wait = config.operationTimeout().toMillis();
        return MongoClientSettings.builder()
                .applicationName(APPLICATION)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(wait, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(wait, TimeUnit.MILLISECONDS).readTimeout(wait, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(config.maxPoolSize()).maxWaitTime(wait, TimeUnit.MILLISECONDS))
                .applyConnectionString(uri)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readPreference(ReadPreference.primary())
                .build();
    }
}

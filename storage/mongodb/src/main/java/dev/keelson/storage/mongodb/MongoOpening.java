package dev.keelson.storage.mongodb;

import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.connection.ServerDescription;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The start of a connection: tries until a server answers or the time is over, then says plainly what was wrong. */
final class MongoOpening {
    private static final int MAX_CAUSES = 10;
    private static final long PAUSE_MILLIS = 250;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final MongoConfig config;
    private final long deadline;

    MongoOpening(Vertx vertx, MongoConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.deadline = System.nanoTime() + config.openTimeout().toNanos();
    }

    /** The connection, once its server has answered. */
    Future<MongoConnection> open() {
        // Parsing a mongodb+srv:// string asks DNS.
        return vertx.executeBlocking(() -> MongoConnection.create(config))
                .compose(connection -> reach(connection)
                        .timeout(config.openTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .map(connection)
                        .recover(failure -> giveUp(connection, failure)));
    }

    private Future<BsonDocument> reach(MongoConnection connection) {
        var ping = new BsonDocument("ping", new BsonInt32(1));
        return new Publishers(vertx)
                .one(() -> connection.client().getDatabase(config.database()).runCommand(ping, BsonDocument.class))
                .recover(failure -> mayTryAgain(failure) ? reachLater(connection) : Future.failedFuture(failure));
    }

    private Future<BsonDocument> reachLater(MongoConnection connection) {
        return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(now -> reach(connection));
    }

    private boolean mayTryAgain(Throwable failure) {
        return System.nanoTime() < deadline
                && !isRefusal(failure)
                && failure instanceof KeelsonException unavailable
                && unavailable.code() == ErrorCode.STORE_UNAVAILABLE;
    }

    private Future<MongoConnection> giveUp(MongoConnection connection, Throwable failure) {
        String message = "can't use the MongoDB at " + connection.hosts() + ": " + reason(connection, failure);
        var unreachable = new KeelsonException(ErrorCode.STORE_UNAVAILABLE, message, failure);
        KeelsonException told = mayPass(connection, failure) ? unreachable.withRetryAfter(PAUSE) : unreachable;
        return connection.close(vertx).transform(closed -> Future.failedFuture(told));
    }

    /** Whether waiting can help; wrong credentials, an old server and a bad certificate stay as they are. */
    private static boolean mayPass(MongoConnection connection, Throwable failure) {
        return !isRefusal(failure)
                && !isCaused(connection, failure, MongoIncompatibleDriverException.class)
                && !isCaused(connection, failure, SSLException.class);
    }

    /** In plain words: the driver's own describe every server and setting, and could quote the connection string. */
    private String reason(MongoConnection connection, Throwable failure) {
        if (isRefusal(failure)) {
            return "it refused the credentials";
        }
        if (isCaused(connection, failure, MongoIncompatibleDriverException.class)) {
            return "its version is not supported";
        }
        if (isCaused(connection, failure, UnknownHostException.class)) {
            return "unknown host";
        }
        if (isCaused(connection, failure, SSLException.class)) {
            return "no TLS connection";
        }
        if (isCaused(connection, failure, ConnectException.class)) {
            return "connection refused";
        }
        return "no answer within " + config.openTimeout().toMillis() + " ms";
    }

    /** A server that falls silent while the driver authenticates refuses nothing. */
    private static boolean isRefusal(Throwable failure) {
        return isCausedBy(failure, MongoSecurityException.class) && !isCausedBy(failure, MongoSocketException.class);
    }

    private static boolean isCaused(MongoConnection connection, Throwable failure, Class<? extends Throwable> cause) {
        Stream<Throwable> seenByServers = connection.client().getClusterDescription().getServerDescriptions().stream()
                .map(ServerDescription::getException)
                .filter(Objects::nonNull);
        return Stream.concat(Stream.of(failure), seenByServers).anyMatch(each -> isCausedBy(each, cause));
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> cause) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause::isInstance);
    }
}

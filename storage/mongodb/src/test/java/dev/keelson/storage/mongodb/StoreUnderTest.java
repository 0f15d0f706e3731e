package dev.keelson.storage.mongodb;

import dev.keelson.core.secret.Secret;
import dev.keelson.storage.embedded.EmbeddedStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The store that the whole suite runs on: the MongoDB at {@code KEELSON_TEST_MONGO_URI}, in a database of its own that
 * is dropped afterwards, else an embedded store in a temporary folder. One for all test classes.
 */
final class StoreUnderTest implements BeforeAllCallback {
    private static final String URI = "KEELSON_TEST_MONGO_URI";

    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(StoreUnderTest.class))
                .getOrComputeIfAbsent(Running.class, type -> new Running(), Running.class);
    }

    Vertx vertx() {
        return running().vertx;
    }

    MongoConfig config() {
        return running().config;
    }

    MongoStorage storage() {
        return running().storage;
    }

    /** The storage without a document; its indexes stay. */
    MongoStorage emptied() {
        var publishers = new Publishers(vertx());
        var database = storage().database();
        var deletions = publishers
                .all(() -> database.listCollectionNames())
                .map(names -> names.stream()
                        .map(name -> publishers.one(
                                () -> database.getCollection(name).deleteMany(new BsonDocument())))
                        .toList())
                .compose(Future::all);
        if (deletions.await().failed()) {
            throw new IllegalStateException("the store can't be emptied");
        }
        return storage();
    }

    private Running running() {
        return Objects.requireNonNull(running, "not started");
    }

    private static final class Running implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final Optional<Embedded> embedded;
        private final MongoConfig config;
        private final MongoStorage storage;

        private Running() {
            String uri = System.getenv(URI);
            embedded = uri == null ? Optional.of(Embedded.start()) : Optional.empty();
            String database = "keelson-test-" + HexFormat.of().toHexDigits(System.nanoTime());
            config = MongoConfig.of(Secret.of(embedded.map(Embedded::uri).orElseGet(() -> uri)), database);
            storage = MongoStorage.open(vertx, config).await();
        }

        @Override
        public void close() {
            Object dropped = new Publishers(vertx)
                    .all(() -> storage.database().drop())
                    .compose(done -> storage.close())
                    .compose(done -> vertx.close())
                    .map("closed")
                    .await();
            embedded.ifPresent(Embedded::stop);
            if (!"closed".equals(dropped)) {
                throw new IllegalStateException("the store under test is not closed");
            }
        }
    }

    private record Embedded(Path folder, EmbeddedStore store) {

        static Embedded start() {
            try {
                Path folder = Files.createTempDirectory("keelson-mongodb-test");
                return new Embedded(folder, EmbeddedStore.open(folder.resolve("keelson.mv")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String uri() {
            return store.connectionString();
        }

        void stop() {
            store.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::deleteOnExit);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

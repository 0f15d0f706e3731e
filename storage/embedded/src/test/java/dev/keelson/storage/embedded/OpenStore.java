package dev.keelson.storage.embedded;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An embedded store with a driver connected to it, and blocking access for tests. */
final class OpenStore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedStore store;
    private final MongoClient client;

    private OpenStore(EmbeddedStore store) {
        this.store = store;
        this.client = MongoClients.create(store.connectionString());
    }

    static OpenStore in(Path directory) {
        return with(EmbeddedStoreConfig.of(directory.resolve("store.mv")));
    }

    static OpenStore with(EmbeddedStoreConfig config) {
        return new OpenStore(EmbeddedStore.open(config));
    }

    EmbeddedStore store() {
        return store;
    }

    MongoDatabase database() {
        return client.getDatabase("test");
    }

    MongoCollection<Document> collection(String name) {
        return database().getCollection(name);
    }

    MongoCollection<Document> filled(String name, String... documents) {
        MongoCollection<Document> collection = collection(name);
        for (String document : documents) {
            done(collection.insertOne(Document.parse(document)));
        }
        return collection;
    }

    /** How many documents the store looks at while the query runs. */
    long examinedBy(Supplier<?> query) {
        long before = store.documentsExamined();
        Object unused = query.get();
        return store.documentsExamined() - before;
    }

    static <T> T one(Publisher<T> publisher) {
        return Objects.requireNonNull(maybe(publisher), "no element");
    }

    static <T> @Nullable T maybe(Publisher<T> publisher) {
        return Mono.from(publisher).block(TIMEOUT);
    }

    static void done(Publisher<?> publisher) {
        Object unused = Mono.from(publisher).block(TIMEOUT);
    }

    static <T> List<T> all(Publisher<T> publisher) {
        return Objects.requireNonNull(Flux.from(publisher).collectList().block(TIMEOUT));
    }

    static List<Object> ids(Publisher<Document> publisher) {
        return all(publisher).stream().map(document -> document.get("_id")).toList();
    }

    static Document json(String json) {
        return Document.parse(json);
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}

package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the store with SIGKILL while many clients write: what was acknowledged has to be there, data and indexes alike. */
final class KillIT {
    private static final int WRITERS = 16;
    private static final int COMPACT_EVERY = 10;
    private static final String PADDING = "z".repeat(1_500);

    private final Random random = new Random(42);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> counters = new ConcurrentHashMap<>();

    @Test
    void losesNothingInTwentyKills(@TempDir Path directory) throws InterruptedException {
        killAndCheck(directory.resolve("store.mv"), 20, 400);
    }

    @Test
    @Tag("soak")
    void losesNothingInAHundredLongerRounds(@TempDir Path directory) throws InterruptedException {
        killAndCheck(directory.resolve("store.mv"), 100, 3_000);
    }

    private void killAndCheck(Path file, int rounds, int maxMillis) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            try (Connection connection = new Connection(StoreProcess.start(file, COMPACT_EVERY))) {
                if (round == 0) {
                    createIndexes(connection.database);
                }
                checkAll(connection.database);
                writeUntilKilled(connection, round, maxMillis);
            }
        }
        try (Connection connection = new Connection(StoreProcess.start(file, COMPACT_EVERY))) {
            checkAll(connection.database);
            connection.process.close();
        }
        assertThat(acknowledged).hasSizeGreaterThan(rounds * WRITERS);
    }

    private static void createIndexes(MongoDatabase database) {
        done(entries(database).createIndex(json("{u: 1}"), new IndexOptions().unique(true)));
        done(entries(database).createIndex(json("{w: 1, n: -1}")));
        done(entries(database).createIndex(json("{tags: 1}")));
        done(counters(database).createIndex(json("{n: 1}")));
    }

    private static MongoCollection<Document> entries(MongoDatabase database) {
        return database.getCollection("entries");
    }

    private static MongoCollection<Document> counters(MongoDatabase database) {
        return database.getCollection("counters");
    }

    private void writeUntilKilled(Connection connection, int round, int maxMillis) throws InterruptedException {
        AtomicInteger writes = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(WRITERS);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = round + "-" + writer;
            writers.execute(() -> write(connection.database, name, writes, underWay));
        }
        assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(random.nextInt(maxMillis)); // the moment of the kill, not a wait for something
        connection.process.kill();
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Writes until the store is gone. */
    private void write(MongoDatabase database, String name, AtomicInteger writes, CountDownLatch underWay) {
        var after = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        try {
            while (true) {
                int number = writes.incrementAndGet();
                String id = name + "-" + number;
                done(entries(database).insertOne(entry(id, name, number)));
                acknowledged.add(id);
                Document counter = one(
                        counters(database).findOneAndUpdate(new Document("_id", name), json("{$inc: {n: 1}}"), after));
                counters.put(name, counter.getInteger("n"));
                underWay.countDown();
            }
        } catch (MongoException | IllegalStateException killed) {
            // the expected end
        }
    }

    private static Document entry(String id, String writer, int number) {
        return new Document("_id", id)
                .append("u", "u" + id)
                .append("w", writer)
                .append("n", number)
                .append("tags", List.of("a" + number % 7, "b" + number % 5))
                .append("p", PADDING);
    }

    private void checkAll(MongoDatabase database) {
        Map<String, Document> stored = new HashMap<>();
        // A sort that no index serves makes this a scan of the documents themselves.
        all(entries(database).find().projection(json("{p: 0}")).sort(json("{p: 1}")))
                .forEach(document -> stored.put(document.getString("_id"), document));
        assertThat(stored.keySet()).containsAll(acknowledged);
        checkCounters(database);
        checkIndex(database, stored, json("{u: 1}"), "u");
        checkIndex(database, stored, json("{w: 1, n: -1}"), "w");
        checkTags(database, stored);
        // What was on its way when the store was killed may be there or not; from here on it is.
        acknowledged.addAll(stored.keySet());
    }

    private void checkCounters(MongoDatabase database) {
        Map<String, Integer> stored = new HashMap<>();
        all(counters(database).find())
                .forEach(document -> stored.put(document.getString("_id"), document.getInteger("n")));
        counters.forEach(
                (name, count) -> assertThat(stored.getOrDefault(name, 0)).isGreaterThanOrEqualTo(count));
        Map<String, Integer> byIndex = new HashMap<>();
        all(counters(database).find(json("{n: {$gt: 0}}")).sort(json("{n: 1}")))
                .forEach(document -> byIndex.put(document.getString("_id"), document.getInteger("n")));
        assertThat(byIndex).isEqualTo(stored);
    }

    /** Both directions: the index lists exactly the stored documents, and finds each by its own value. */
    private void checkIndex(MongoDatabase database, Map<String, Document> stored, Document order, String field) {
        List<Document> listed =
                all(entries(database).find().projection(json("{p: 0}")).sort(order));
        Map<String, Document> byId = new HashMap<>();
        listed.forEach(document -> byId.put(document.getString("_id"), document));
        assertThat(listed).hasSameSizeAs(stored.entrySet());
        assertThat(byId).isEqualTo(stored);
        Map<String, Set<String>> expected = new HashMap<>();
        stored.values()
                .forEach(document -> expected.computeIfAbsent(document.getString(field), unused -> new HashSet<>())
                        .add(document.getString("_id")));
        for (String value : sample(expected.keySet())) {
            List<Document> found =
                    all(entries(database).find(new Document(field, value)).projection(json("{_id: 1}")));
            assertThat(found)
                    .extracting(document -> document.getString("_id"))
                    .containsExactlyInAnyOrderElementsOf(expected.get(value));
        }
    }

    private static void checkTags(MongoDatabase database, Map<String, Document> stored) {
        for (String tag : List.of("a0", "a3", "b1")) {
            Set<String> expected = new HashSet<>();
            stored.forEach((id, document) -> {
                if (document.getList("tags", String.class).contains(tag)) {
                    expected.add(id);
                }
            });
            assertThat(all(entries(database).find(new Document("tags", tag)).projection(json("{_id: 1}"))))
                    .extracting(document -> document.getString("_id"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> sample(Set<String> values) {
        List<String> sample = new ArrayList<>(values);
        Collections.shuffle(sample, random);
        return sample.subList(0, Math.min(60, sample.size()));
    }

    /** A driver connected to the store in the other process. */
    private static final class Connection implements AutoCloseable {
        private final StoreProcess process;
        private final MongoClient client;
        private final MongoDatabase database;

        private Connection(StoreProcess process) {
            this.process = process;
            this.client = MongoClients.create(process.connectionString() + "&serverSelectionTimeoutMS=500");
            this.database = client.getDatabase("kill");
        }

        @Override
        public void close() {
            client.close();
            process.kill();
        }
    }
}

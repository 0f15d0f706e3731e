package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.maybe;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that race for the same documents: each race has one winner, who is told the state that it made. */
final class CompareAndSetIT {
    private static final int THREADS = 16;
    private static final int COMPARE_AND_SETS = 20_000;
    private static final int DOCUMENTS = 10;

    @Test
    void givesEachRevisionToOneOfTheRacingWriters(@TempDir Path directory) throws Exception {
        try (OpenStore mongo = OpenStore.in(directory)) {
            MongoCollection<Document> collection = mongo.collection("cas");
            for (int id = 0; id < DOCUMENTS; id++) {
                done(collection.insertOne(new Document("_id", id).append("rev", 0)));
            }
            Set<String> revisions = ConcurrentHashMap.newKeySet();

            // All threads race for the same document and then go on to the next.
            race(() -> {
                for (int i = 0; i < COMPARE_AND_SETS / THREADS; i++) {
                    int id = i % DOCUMENTS;
                    revisions.add(id + "/" + increment(collection, id));
                }
            });

            assertThat(revisions).hasSize(COMPARE_AND_SETS);
            assertThat(all(collection.find()))
                    .extracting(document -> document.getInteger("rev"))
                    .containsOnly(COMPARE_AND_SETS / DOCUMENTS);
        }
    }

    @Test
    void handsEachJobToOneOfTheRacingWorkers(@TempDir Path directory) throws Exception {
        try (OpenStore mongo = OpenStore.in(directory)) {
            MongoCollection<Document> jobs = mongo.collection("jobs");
            done(jobs.createIndex(json("{state: 1, prio: -1}")));
            List<Document> queued = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                queued.add(new Document("_id", i).append("state", "q").append("prio", i % 7));
            }
            done(jobs.insertMany(queued));
            Set<Object> taken = ConcurrentHashMap.newKeySet();

            race(() -> {
                Document job = take(jobs);
                while (job != null) {
                    assertThat(taken.add(job.get("_id"))).isTrue();
                    job = take(jobs);
                }
            });

            assertThat(taken).hasSize(2_000);
        }
    }

    @Test
    void lets500RacesForAUniqueKeyHaveOneWinnerEach(@TempDir Path directory) throws Exception {
        try (OpenStore mongo = OpenStore.in(directory)) {
            MongoCollection<Document> collection = mongo.collection("unique");
            done(collection.createIndex(json("{a: 1, b: 1}"), new IndexOptions().unique(true)));
            var duplicates = new AtomicInteger();

            race(() -> {
                for (int i = 0; i < 500; i++) {
                    try {
                        done(collection.insertOne(new Document("a", i).append("b", "z")));
                    } catch (MongoWriteException e) {
                        assertThat(e.getCode()).isEqualTo(11000);
                        duplicates.incrementAndGet();
                    }
                }
            });

            assertThat(one(collection.countDocuments())).isEqualTo(500);
            assertThat(duplicates).hasValue(500 * (THREADS - 1));
        }
    }

    private static int increment(MongoCollection<Document> collection, int id) {
        var after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        while (true) {
            int revision = one(collection.find(new Document("_id", id)).first()).getInteger("rev");
            Document changed = maybe(collection.findOneAndUpdate(
                    new Document("_id", id).append("rev", revision), json("{$inc: {rev: 1}}"), after));
            if (changed != null) {
                assertThat(changed.getInteger("rev")).isEqualTo(revision + 1);
                return revision + 1;
            }
        }
    }

    private static @Nullable Document take(MongoCollection<Document> jobs) {
        return maybe(jobs.findOneAndUpdate(
                json("{state: 'q'}"),
                json("{$set: {state: 'r'}}"),
                new FindOneAndUpdateOptions().sort(json("{prio: -1}"))));
    }

    private static void race(Runnable runner) throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Object> task = Executors.callable(runner);
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(task));
            }
            for (Future<Object> future : running) {
                Object unused = future.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

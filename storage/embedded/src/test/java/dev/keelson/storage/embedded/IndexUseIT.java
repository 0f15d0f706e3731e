package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.ids;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.maybe;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How many documents queries look at: with an index, no more than they need. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndexUseIT {
    private static final int DOCUMENTS = 10_000;
    private static final int AGENTS = 100;

    private OpenStore mongo;
    private MongoCollection<Document> traces;

    @BeforeAll
    void fill(@TempDir Path directory) {
        mongo = OpenStore.in(directory);
        traces = mongo.collection("traces");
        done(traces.createIndex(json("{agent: 1, t: -1}")));
        done(traces.createIndex(json("{state: 1, prio: -1}")));
        done(traces.createIndex(json("{u: 1}"), new IndexOptions().unique(true)));
        done(traces.createIndex(json("{tags: 1}")));
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(new Document("_id", String.format("%05d", i))
                    .append("agent", "a" + i % AGENTS)
                    .append("t", i)
                    .append("u", i)
                    .append("state", i % 1_000 == 0 ? "queued" : i % 1_000 == 1 ? "retry" : "done")
                    .append("prio", i / 1_000)
                    .append("tags", List.of("x" + i % 1_000, "y" + i % 1_000)));
        }
        done(traces.insertMany(documents));
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @Test
    void findsByIdAndByUniqueKey() {
        assertThat(mongo.examinedBy(
                        () -> one(traces.find(json("{_id: '00042'}")).first())))
                .isEqualTo(1);
        assertThat(mongo.examinedBy(
                        () -> one(traces.find(json("{u: 42, agent: 'a42'}")).first())))
                .isEqualTo(1);
        assertThat(mongo.examinedBy(() -> all(traces.find(json("{u: {$in: [1, 2, 3, 77777]}}")))))
                .isEqualTo(3);
    }

    @Test
    void readsOnePageOfARangeInOrder() {
        List<Object> newest = new ArrayList<>();

        long examined = mongo.examinedBy(() -> newest.addAll(ids(traces.find(json("{agent: 'a7', t: {$lt: 9000}}"))
                .sort(json("{t: -1}"))
                .limit(20))));

        assertThat(examined).isEqualTo(20);
        assertThat(newest).hasSize(20).startsWith("08907", "08807");
    }

    @Test
    void readsBackwardsAsWell() {
        List<Object> oldest = new ArrayList<>();

        long examined = mongo.examinedBy(() -> oldest.addAll(ids(traces.find(json("{agent: 'a7', t: {$gte: 1000}}"))
                .sort(json("{t: 1, _id: -1}"))
                .limit(5))));

        assertThat(examined).isEqualTo(5);
        assertThat(oldest).startsWith("01007", "01107");
    }

    @Test
    void sortsInMemoryWhatTheIndexHasInAnotherOrder() {
        List<Object> oldest = new ArrayList<>();

        long examined = mongo.examinedBy(() -> oldest.addAll(ids(traces.find(json("{agent: 'a7', t: {$gte: 1000}}"))
                .sort(json("{t: 1, _id: 1}"))
                .limit(2))));

        assertThat(examined).isEqualTo(90);
        assertThat(oldest).containsExactly("01007", "01107");
    }

    @Test
    void readsARangeBetweenTwoEndsOnly() {
        assertThat(mongo.examinedBy(() -> all(traces.find(json("{agent: 'a7', t: {$gt: 1000, $lte: 2000}}")))))
                .isEqualTo(10);
        // The document at an excluded end of a unique key is looked at, and dropped.
        assertThat(mongo.examinedBy(() -> all(traces.find(json("{_id: {$gte: '00100', $lt: '00110'}}")))))
                .isBetween(10L, 11L);
    }

    @Test
    void pagesByIdInBothDirections() {
        List<Object> next = new ArrayList<>();
        List<Object> previous = new ArrayList<>();

        long examined = mongo.examinedBy(() -> {
            next.addAll(ids(traces.find(json("{_id: {$gt: '00500'}}"))
                    .sort(json("{_id: 1}"))
                    .limit(3)));
            return previous.addAll(ids(traces.find(json("{_id: {$lt: '00500'}}"))
                    .sort(json("{_id: -1}"))
                    .limit(3)));
        });

        assertThat(next).containsExactly("00501", "00502", "00503");
        assertThat(previous).containsExactly("00499", "00498", "00497");
        assertThat(examined).isBetween(6L, 7L);
    }

    @Test
    void pagesByIdWithinAnEquality() {
        List<Object> page = new ArrayList<>();
        MongoCollection<Document> collection = mongo.collection("paged");
        done(collection.createIndex(json("{ws: 1}")));
        for (int i = 0; i < 50; i++) {
            done(collection.insertOne(new Document("_id", i).append("ws", i % 2)));
        }

        long examined = mongo.examinedBy(() -> page.addAll(ids(collection
                .find(json("{ws: 1, _id: {$gt: 20}}"))
                .sort(json("{_id: 1}"))
                .limit(3))));

        assertThat(page).containsExactly(21, 23, 25);
        assertThat(examined).isEqualTo(3);
    }

    @Test
    void mergesSeveralValuesIntoOneOrder() {
        List<Document> jobs = new ArrayList<>();

        long examined = mongo.examinedBy(() -> jobs.addAll(all(traces.find(json("{state: {$in: ['queued', 'retry']}}"))
                .sort(json("{prio: -1}"))
                .limit(3))));

        assertThat(jobs).extracting(document -> document.getInteger("prio")).containsExactly(9, 9, 8);
        assertThat(examined).isEqualTo(3);
    }

    @Test
    void readsNothingForAnEmptyIn() {
        assertThat(mongo.examinedBy(() -> all(traces.find(json("{u: {$in: []}}")))))
                .isZero();
    }

    @Test
    void findsElementsOfArraysOnce() {
        List<Object> found = new ArrayList<>();

        long examined = mongo.examinedBy(() -> found.addAll(ids(traces.find(json("{tags: {$in: ['x5', 'y5']}}")))));

        assertThat(found).hasSize(10).doesNotHaveDuplicates();
        assertThat(examined).isEqualTo(10);
    }

    @Test
    void usesIndexesForWritesAndCounts() {
        assertThat(mongo.examinedBy(() -> one(traces.updateOne(json("{u: 99}"), json("{$set: {seen: 1}}")))))
                .isEqualTo(1);
        assertThat(mongo.examinedBy(() -> one(traces.updateMany(json("{agent: 'a9'}"), json("{$set: {seen: 1}}")))))
                .isEqualTo(DOCUMENTS / AGENTS);
        assertThat(mongo.examinedBy(() -> one(traces.findOneAndUpdate(
                        json("{state: 'queued'}"),
                        json("{$inc: {tries: 1}}"),
                        new FindOneAndUpdateOptions().sort(json("{prio: -1}"))))))
                .isEqualTo(1);
        assertThat(mongo.examinedBy(() -> one(traces.countDocuments(json("{agent: 'a3'}")))))
                .isEqualTo(DOCUMENTS / AGENTS);
        assertThat(mongo.examinedBy(() -> one(traces.countDocuments()))).isZero();
        assertThat(mongo.examinedBy(() -> one(traces.deleteOne(json("{u: 9998}")))))
                .isEqualTo(1);
    }

    @Test
    void usesIndexesForTheFrontOfAPipeline() {
        List<Document> groups = new ArrayList<>();

        long examined = mongo.examinedBy(() -> groups.addAll(all(traces.aggregate(List.of(
                json("{$match: {agent: 'a5'}}"),
                json("{$sort: {t: -1}}"),
                json("{$limit: 10}"),
                json("{$group: {_id: '$agent', n: {$sum: 1}}}"))))));

        assertThat(groups).containsExactly(json("{_id: 'a5', n: 10}"));
        assertThat(examined).isEqualTo(10);
    }

    @Test
    void agreesWithAScanForEveryKindOfQuery() {
        MongoCollection<Document> indexed = mongo.collection("indexed");
        MongoCollection<Document> plain = mongo.collection("plain");
        done(indexed.createIndex(json("{a: 1, b: -1}")));
        List<Document> documents = new ArrayList<>();
        List<Object> values = new ArrayList<>(List.of(
                1,
                1.5,
                2L,
                -3,
                "a",
                "b",
                "",
                "a\u0000",
                "\uFF01",
                "\uD83D\uDE00",
                true,
                false,
                List.of(1, 2),
                List.of(),
                json("{x: 1}"),
                new ObjectId(),
                new BsonDateTime(5)));
        values.add(null);
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                boolean twoArrays = values.get(i) instanceof List && values.get(j) instanceof List;
                if (!twoArrays) {
                    documents.add(new Document("_id", i * 100 + j)
                            .append("a", values.get(i))
                            .append("b", values.get(j)));
                }
            }
        }
        documents.add(json("{_id: 'neither'}"));
        done(indexed.insertMany(documents));
        done(plain.insertMany(documents));

        for (Object value : values) {
            for (String operator : List.of("$eq", "$gt", "$gte", "$lt", "$lte")) {
                if (value instanceof List && !operator.equals("$eq")) {
                    continue;
                }
                for (Document filter : List.of(
                        new Document("a", new Document(operator, value)),
                        new Document("a", 1).append("b", new Document(operator, value)),
                        new Document("a", new Document("$in", Arrays.asList(value, "a")))
                                .append("b", new Document(operator, value)))) {
                    assertThat(ids(indexed.find(filter)))
                            .as("%s", filter)
                            .containsExactlyInAnyOrderElementsOf(ids(plain.find(filter)));
                }
            }
        }
    }

    @Test
    void sortsTheSameWithAndWithoutAnIndex() {
        MongoCollection<Document> indexed = mongo.collection("sortedByIndex");
        MongoCollection<Document> plain = mongo.collection("sortedInMemory");
        done(indexed.createIndex(json("{a: 1}")));
        List<Document> documents = new ArrayList<>();
        List<Object> values = new ArrayList<>(List.of(
                3,
                1.5,
                -7L,
                9_007_199_254_740_993L,
                9_007_199_254_740_992L,
                "a",
                "B",
                "\u00e9",
                "\uD83D\uDE00",
                "\uFF01",
                true,
                false,
                json("{x: 2}"),
                json("{x: 1}"),
                new BsonDateTime(5),
                new BsonDateTime(-5)));
        values.add(null);
        for (int i = 0; i < values.size(); i++) {
            documents.add(new Document("_id", i).append("a", values.get(i)));
        }
        done(indexed.insertMany(documents));
        done(plain.insertMany(documents));

        assertThat(ids(indexed.find().sort(json("{a: 1}"))))
                .isEqualTo(ids(plain.find().sort(json("{a: 1}"))));
        assertThat(ids(indexed.find().sort(json("{a: -1}"))))
                .isEqualTo(ids(plain.find().sort(json("{a: -1}"))));
        assertThat(maybe(indexed.find().sort(json("{a: 1}")).first())).containsEntry("a", null);
    }
}

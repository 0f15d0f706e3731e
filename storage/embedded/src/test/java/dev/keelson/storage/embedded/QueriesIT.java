package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.ids;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Reading: filters, order, projection, batches, aggregation, and the lists of collections and indexes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueriesIT {
    private OpenStore mongo;
    private MongoCollection<Document> items;

    @BeforeAll
    void fill(@TempDir Path directory) {
        mongo = OpenStore.in(directory);
        items = mongo.filled(
                "items",
                "{_id: 1, k: 'a', v: 10, tags: ['x', 'y'], o: [{p: 1, q: 2}, {p: 3, q: 4}], n: {a: 1, b: 2}}",
                "{_id: 2, k: 'b', v: 20, tags: ['y']}",
                "{_id: 3, k: 'a', v: 30, tags: []}",
                "{_id: 4, k: 'c', v: 40, e: null}");
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @Test
    void matchesTheFiltersOfTheSubset() {
        assertThat(found("{k: 'a', v: {$gt: 10}}")).containsExactly(3);
        assertThat(found("{$or: [{k: 'b'}, {v: 40}]}")).containsExactly(2, 4);
        assertThat(found("{k: {$in: ['b', 'c']}}")).containsExactly(2, 4);
        assertThat(found("{e: {$exists: true}}")).containsExactly(4);
        assertThat(found("{e: null}")).containsExactly(1, 2, 3, 4);
        assertThat(found("{o: {$elemMatch: {p: 1, q: 2}}}")).containsExactly(1);
        assertThat(found("{o: {$elemMatch: {p: 1, q: 4}}}")).isEmpty();
        assertThat(found("{tags: 'y'}")).containsExactly(1, 2);
        assertThat(found("{'n.a': 1}")).containsExactly(1);
        assertThat(found("{k: {$ne: 'a'}, v: {$lte: 20}}")).containsExactly(2);
    }

    @Test
    void sortsSkipsAndLimits() {
        assertThat(ids(items.find().sort(json("{k: 1, v: -1}")))).containsExactly(3, 1, 2, 4);
        assertThat(ids(items.find().sort(json("{v: -1}")).skip(1).limit(2))).containsExactly(3, 2);
        assertThat(ids(items.find().sort(json("{v: -1}")).skip(9))).isEmpty();
    }

    @Test
    void projectsFields() {
        assertThat(one(items.find(json("{_id: 1}"))
                        .projection(json("{v: 1, 'n.a': 1}"))
                        .first()))
                .isEqualTo(json("{_id: 1, v: 10, n: {a: 1}}"));
        assertThat(one(items.find(json("{_id: 1}"))
                        .projection(json("{_id: 0, v: 1}"))
                        .first()))
                .isEqualTo(json("{v: 10}"));
        assertThat(one(items.find(json("{_id: 1}"))
                        .projection(json("{tags: 0, 'o.p': 0, n: 0}"))
                        .first()))
                .isEqualTo(json("{_id: 1, k: 'a', v: 10, o: [{q: 2}, {q: 4}]}"));
        assertThat(one(items.find(json("{_id: 2}")).projection(json("{_id: 1}")).first()))
                .isEqualTo(json("{_id: 2}"));
    }

    @Test
    void streamsAResultInBatchesFromOneMoment() {
        MongoCollection<Document> collection = mongo.collection("batches");
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            documents.add(new Document("_id", i));
        }
        done(collection.insertMany(documents));
        List<Object> seen = new ArrayList<>();

        Flux.from(collection.find().batchSize(7))
                .doOnNext(document -> {
                    if (seen.isEmpty()) {
                        done(collection.deleteMany(json("{_id: {$gte: 500}}")));
                    }
                    if (seen.size() == 500) {
                        done(collection.drop());
                    }
                    seen.add(document.get("_id"));
                })
                .blockLast();

        assertThat(seen).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(one(collection.countDocuments())).isZero();
    }

    @Test
    void countsAndListsDistinctValues() {
        assertThat(one(items.countDocuments(json("{k: 'a'}")))).isEqualTo(2);
        assertThat(one(mongo.collection("nothing").countDocuments())).isZero();
        assertThat(all(items.distinct("k", String.class))).containsExactly("a", "b", "c");
        assertThat(all(items.distinct("tags", json("{v: {$lt: 30}}"), String.class)))
                .containsExactly("x", "y");
        assertThat(all(items.distinct("n.a", Integer.class))).containsExactly(1);
    }

    @Test
    void aggregates() {
        assertThat(aggregate("{$match: {v: {$gt: 10}}}", "{$sort: {v: -1}}", "{$limit: 2}", "{$project: {v: 1}}"))
                .containsExactly(json("{_id: 4, v: 40}"), json("{_id: 3, v: 30}"));
        assertThat(aggregate("{$group: {_id: '$k', n: {$count: {}}, v: {$sum: '$v'}}}", "{$sort: {_id: 1}}"))
                .containsExactly(
                        json("{_id: 'a', n: 2, v: 40}"),
                        json("{_id: 'b', n: 1, v: 20}"),
                        json("{_id: 'c', n: 1, v: 40}"));
        assertThat(aggregate("{$unwind: '$tags'}", "{$group: {_id: '$tags', n: {$sum: 1}}}", "{$sort: {_id: 1}}"))
                .containsExactly(json("{_id: 'x', n: 1}"), json("{_id: 'y', n: 2}"));
        assertThat(aggregate("{$match: {k: 'a'}}", "{$count: 'n'}")).containsExactly(json("{n: 2}"));
        assertThat(aggregate("{$match: {k: 'nobody'}}", "{$count: 'n'}")).isEmpty();
    }

    @Test
    void stopsAReadAtItsTimeLimit() {
        MongoCollection<Document> collection = mongo.collection("slow");
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            documents.add(new Document("_id", i).append("text", "x".repeat(200)));
        }
        done(collection.insertMany(documents));

        assertThatThrownBy(() -> all(collection.find(json("{text: /y+z+$/}")).maxTime(1, TimeUnit.MILLISECONDS)))
                .isInstanceOf(MongoExecutionTimeoutException.class);
    }

    @Test
    void refusesToSortMoreThanFitsIntoMemory() {
        MongoCollection<Document> collection = mongo.collection("large");
        for (int i = 0; i < 5; i++) {
            done(collection.insertOne(new Document("_id", i).append("n", -i).append("b", new byte[8 << 20])));
        }

        assertThatThrownBy(() -> all(collection.find().sort(json("{n: 1}")))).hasMessageContaining("sort needs");
        assertThat(ids(collection.find().sort(json("{n: 1}")).limit(1).projection(json("{_id: 1}"))))
                .containsExactly(4);
    }

    @Test
    void listsAndDropsCollectionsAndIndexes() {
        MongoCollection<Document> collection = mongo.collection("listed");
        done(mongo.database().createCollection("listed"));
        done(collection.createIndex(json("{a: 1, b: -1}")));

        assertThat(all(mongo.database().listCollectionNames())).contains("listed", "items");
        assertThat(all(collection.listIndexes()))
                .extracting(index -> index.getString("name"))
                .containsExactly("_id_", "a_1_b_-1");

        done(collection.dropIndex("a_1_b_-1"));
        assertThat(all(collection.listIndexes())).hasSize(1);

        done(collection.drop());
        assertThat(all(mongo.database().listCollectionNames())).doesNotContain("listed");
    }

    private List<Object> found(String filter) {
        return ids(items.find(json(filter)).sort(json("{_id: 1}")));
    }

    private List<Document> aggregate(String... stages) {
        return all(items.aggregate(Arrays.stream(stages).map(OpenStore::json).toList()));
    }
}

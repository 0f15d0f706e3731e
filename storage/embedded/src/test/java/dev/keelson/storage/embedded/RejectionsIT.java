package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.CursorType;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.TimeSeriesOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.ValidationOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;

/** What is not supported is refused with an error that names it, and nothing is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RejectionsIT {
    private static final Collation GERMAN = Collation.builder().locale("de").build();

    private OpenStore mongo;
    private MongoCollection<Document> items;

    @BeforeAll
    void fill(@TempDir Path directory) {
        mongo = OpenStore.in(directory);
        items = mongo.filled("items", "{_id: 1, v: 1}");
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @Test
    void refusesIndexesOfOtherKinds() {
        refused(
                items.createIndex(json("{v: 1}"), new IndexOptions().partialFilterExpression(json("{v: 1}"))),
                "partial");
        refused(
                items.createIndex(json("{v: 1}"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS)),
                "expireAfterSeconds");
        refused(items.createIndex(json("{v: 1}"), new IndexOptions().sparse(true)), "sparse");
        refused(items.createIndex(json("{v: 1}"), new IndexOptions().collation(GERMAN)), "collation");
        refused(items.createIndex(json("{v: 1}"), new IndexOptions().hidden(true)), "hidden");
        refused(items.createIndex(json("{v: 'text'}")), "text");
        refused(items.createIndex(json("{v: 'hashed'}")), "hashed");
        refused(items.createIndex(json("{v: '2dsphere'}")), "2dsphere");
        refused(items.createIndex(json("{'$**': 1}")), "$**");
        assertThat(all(items.listIndexes())).hasSize(1);
    }

    @Test
    void refusesIndexesThatDifferFromExistingOnes() {
        MongoCollection<Document> collection = mongo.collection("indexes");
        done(collection.createIndex(json("{a: 1}"), new IndexOptions().name("i")));

        done(collection.createIndex(json("{a: 1}"), new IndexOptions().name("i")));
        refused(collection.createIndex(json("{b: 1}"), new IndexOptions().name("i")), "another key");
        refused(
                collection.createIndex(
                        json("{a: 1}"), new IndexOptions().name("i").unique(true)),
                "other options");
        refused(collection.createIndex(json("{a: 1}"), new IndexOptions().name("j")), "another name");
        assertThat(all(collection.listIndexes())).hasSize(2);
    }

    @Test
    void refusesCollectionsOfOtherKinds() {
        var database = mongo.database();
        refused(
                database.createCollection(
                        "c", new CreateCollectionOptions().capped(true).sizeInBytes(1_000)),
                "capped");
        refused(
                database.createCollection(
                        "c", new CreateCollectionOptions().timeSeriesOptions(new TimeSeriesOptions("t"))),
                "timeseries");
        refused(
                database.createCollection(
                        "c",
                        new CreateCollectionOptions()
                                .validationOptions(new ValidationOptions().validator(json("{v: 1}")))),
                "validator");
        refused(database.createCollection("c", new CreateCollectionOptions().collation(GERMAN)), "collation");
        refused(database.createView("c", "items", List.of()), "viewOn");
        refused(database.createCollection("system.users"), "system.users");
        assertThat(all(database.listCollectionNames())).doesNotContain("c", "system.users");
    }

    @Test
    void refusesOptionsOfReads() {
        refused(items.find().collation(GERMAN), "collation");
        refused(items.find().hint(json("{_id: 1}")), "hint");
        refused(items.find().let(json("{x: 1}")), "let");
        refused(items.find().returnKey(true), "returnKey");
        refused(items.find().cursorType(CursorType.Tailable), "tailable");
        refused(items.find().sort(json("{$natural: -1}")), "$natural");
        refused(items.find().projection(json("{x: {$add: [1, 2]}}")), "projection");
        refused(items.find().projection(json("{v: 1, w: 0}")), "mixes");
        refused(items.find(json("{$text: {$search: 'x'}}")), "$text");
        refused(items.find(json("{v: {$near: 1}}")), "$near");
        refused(items.countDocuments(json("{$where: 'true'}")), "$where");
        refused(items.watch(), "$changeStream");
        refused(items.distinct("v", Integer.class).collation(GERMAN), "collation");
    }

    @Test
    void refusesOptionsOfWrites() {
        refused(items.updateOne(json("{_id: 1}"), List.of(json("{$set: {v: 2}}"))), "pipeline");
        refused(
                items.updateOne(
                        json("{_id: 1}"),
                        json("{$set: {'a.$[e]': 1}}"),
                        new UpdateOptions().arrayFilters(List.of(json("{e: 1}")))),
                "arrayFilters");
        refused(
                items.updateOne(json("{_id: 1}"), json("{$set: {v: 2}}"), new UpdateOptions().collation(GERMAN)),
                "collation");
        refused(
                items.updateOne(json("{_id: 1}"), json("{$set: {v: 2}}"), new UpdateOptions().hint(json("{v: 1}"))),
                "hint");
        refused(
                items.findOneAndUpdate(
                        json("{_id: 1}"), List.of(json("{$set: {v: 2}}")), new FindOneAndUpdateOptions()),
                "pipeline");
        refused(
                items.findOneAndUpdate(
                        json("{_id: 1}"),
                        json("{$set: {v: 2}}"),
                        new FindOneAndUpdateOptions().projection(json("{v: {$slice: 1}}"))),
                "projection");
        refused(items.withWriteConcern(WriteConcern.W2).insertOne(json("{_id: 2}")), "write concern");
        assertThat(all(items.find())).containsExactly(json("{_id: 1, v: 1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$lookup | {$lookup: {from: 'x', localField: 'a', foreignField: 'b', as: 'c'}}",
                "$out | {$out: 'x'}",
                "$merge | {$merge: 'x'}",
                "$facet | {$facet: {a: []}}",
                "$bucketAuto | {$bucketAuto: {groupBy: '$v', buckets: 2}}",
                "$setWindowFields | {$setWindowFields: {}}",
                "$percentile | {$group: {_id: 1, p: {$percentile: {input: '$v', p: [0.5], method: 'approximate'}}}}"
            })
    void refusesStagesAndAccumulators(String name, String stage) {
        refused(items.aggregate(List.of(json(stage))), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startTransaction | {insert: 'items', documents: [{_id: 9}], startTransaction: true}",
                "txnNumber | {insert: 'items', documents: [{_id: 9}], txnNumber: 1}",
                "bypassDocumentValidation | {insert: 'items', documents: [{_id: 9}], bypassDocumentValidation: true}",
                "apiVersion | {find: 'items', apiVersion: '1'}",
                "read concern | {find: 'items', readConcern: {level: 'snapshot'}}",
                "explain | {explain: {find: 'items'}}",
                "mapReduce | {mapReduce: 'items'}",
                "renameCollection | {renameCollection: 'a.b', to: 'a.c'}",
                "collMod | {collMod: 'items'}",
                "multi update | {update: 'items', updates: [{q: {}, u: {a: 1}, multi: true}]}"
            })
    void refusesRawCommands(String name, String command) {
        String refusal;
        try {
            refusal = String.valueOf(
                    one(mongo.database().runCommand(json(command))).get("writeErrors"));
        } catch (MongoException e) {
            refusal = e.getMessage();
        }

        assertThat(refusal).contains(name);
        assertThat(all(items.find(json("{_id: 9}")))).isEmpty();
    }

    @Test
    void refusesTypesThatHaveNoPlaceInAnIndex() {
        MongoCollection<Document> collection = mongo.collection("decimals");
        done(collection.createIndex(json("{d: 1}")));

        refused(collection.insertOne(new Document("d", Decimal128.parse("1.1"))), "Decimal128");
        refused(collection.insertOne(new Document("_id", Decimal128.parse("1.1"))), "Decimal128");
        refused(collection.insertOne(new Document("_id", List.of(1))), "array");
        refused(collection.insertOne(new Document("d", "x".repeat(9_000))), "8192");
    }

    private static void refused(Publisher<?> operation, String named) {
        assertThatThrownBy(() -> all(operation))
                .isInstanceOf(MongoException.class)
                .hasMessageContaining(named);
    }
}

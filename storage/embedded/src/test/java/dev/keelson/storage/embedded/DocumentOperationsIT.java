package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.ids;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.maybe;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operations that repositories may use, through the real driver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentOperationsIT {
    private OpenStore mongo;
    private String name = "";

    @BeforeAll
    void open(@TempDir Path directory) {
        mongo = OpenStore.in(directory);
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @BeforeEach
    void nameCollection(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void findsWhatWasInserted() {
        MongoCollection<Document> collection = mongo.collection(name);

        done(collection.insertOne(json("{_id: 'a', v: 1}")));

        assertThat(one(collection.find(json("{_id: 'a'}")).first())).isEqualTo(json("{_id: 'a', v: 1}"));
        assertThat(maybe(collection.find(json("{_id: 'b'}")).first())).isNull();
    }

    @Test
    void keepsEveryTypeAsItWas() {
        MongoCollection<Document> collection = mongo.collection(name);
        Document all = new Document("_id", new ObjectId())
                .append("i", 1)
                .append("l", 9_007_199_254_740_993L)
                .append("d", 1.5)
                .append("b", new Binary(new byte[] {1, 2, 3}))
                .append("t", Date.from(Instant.parse("2026-01-01T10:15:00Z")))
                .append("n", null)
                .append("f", true)
                .append("a", List.of(1, "x", List.of(), new Document()))
                .append("u", "\u00fcn\u00efc\u00f6d\u00e9 \uD83D\uDE00 \u0000 end")
                .append("dec", Decimal128.parse("1.10"));

        done(collection.insertOne(all));

        assertThat(one(collection.find().first())).isEqualTo(all);
    }

    @Test
    void refusesATakenId() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1}");

        assertThatThrownBy(() -> done(collection.insertOne(json("{_id: 1}"))))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11000));
        assertThatThrownBy(() -> done(collection.insertOne(json("{_id: 1.0}")))).hasMessageContaining("E11000");
    }

    @Test
    void countsOnlyWhatAnUnorderedInsertStored() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 2}");

        MongoBulkWriteException failure = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> done(collection.insertMany(
                        List.of(json("{_id: 1}"), json("{_id: 2}"), json("{_id: 3}")),
                        new InsertManyOptions().ordered(false))));

        assertThat(failure.getWriteErrors()).hasSize(1);
        assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
        assertThat(ids(collection.find().sort(json("{_id: 1}")))).containsExactly(1, 2, 3);
    }

    @Test
    void stopsAnOrderedInsertAtTheFirstError() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 2}");

        MongoBulkWriteException failure = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> done(collection.insertMany(List.of(json("{_id: 1}"), json("{_id: 2}"), json("{_id: 3}")))));

        assertThat(failure.getWriteErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getIndex()).isEqualTo(1));
        assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(1);
        assertThat(ids(collection.find().sort(json("{_id: 1}")))).containsExactly(1, 2);
    }

    @Test
    void insertsAThousandDocumentsAtOnce() {
        MongoCollection<Document> collection = mongo.collection(name);

        done(collection.insertMany(
                IntStream.range(0, 1_000).mapToObj(i -> new Document("_id", i)).toList()));

        assertThat(one(collection.countDocuments())).isEqualTo(1_000);
        assertThat(one(collection.estimatedDocumentCount())).isEqualTo(1_000);
    }

    @Test
    void runsAMixedBulkWrite() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, v: 1}", "{_id: 2, v: 1}", "{_id: 3}");

        var result = one(collection.bulkWrite(List.of(
                new InsertOneModel<>(json("{_id: 9}")),
                new UpdateOneModel<>(json("{_id: 1}"), json("{$inc: {v: 5}}")),
                new UpdateManyModel<>(json("{v: {$gte: 1}}"), json("{$set: {z: 1}}")),
                new ReplaceOneModel<>(json("{_id: 5}"), json("{w: 1}"), new ReplaceOptions().upsert(true)),
                new DeleteOneModel<>(json("{_id: 3}")))));

        assertThat(result.getInsertedCount()).isEqualTo(1);
        assertThat(result.getMatchedCount()).isEqualTo(3);
        assertThat(result.getModifiedCount()).isEqualTo(3);
        assertThat(result.getDeletedCount()).isEqualTo(1);
        assertThat(result.getUpserts()).hasSize(1);
    }

    @Test
    void stopsAnOrderedBulkWriteAtAFailedUpdate() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, v: 's'}", "{_id: 2, v: 1}");
        var failing = new UpdateOneModel<Document>(json("{_id: 1}"), json("{$inc: {v: 1}}"));
        var following = new UpdateOneModel<Document>(json("{_id: 2}"), json("{$inc: {v: 1}}"));

        assertThatThrownBy(() -> done(collection.bulkWrite(List.of(failing, following))))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(collection.find(json("{_id: 2}")).first()).getInteger("v"))
                .isEqualTo(1);

        assertThatThrownBy(() ->
                        done(collection.bulkWrite(List.of(failing, following), new BulkWriteOptions().ordered(false))))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(collection.find(json("{_id: 2}")).first()).getInteger("v"))
                .isEqualTo(2);
    }

    @Test
    void tellsMatchedFromModified() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, v: 1}");

        var same = one(collection.updateOne(json("{_id: 1}"), json("{$set: {v: 1}}")));
        var other = one(collection.updateOne(json("{_id: 1}"), json("{$set: {v: 2}}")));

        assertThat(same.getMatchedCount()).isEqualTo(1);
        assertThat(same.getModifiedCount()).isZero();
        assertThat(other.getModifiedCount()).isEqualTo(1);
    }

    @Test
    void updatesOnlyOneOfSeveralMatchesUnlessToldOtherwise() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, k: 'a'}", "{_id: 2, k: 'a'}", "{_id: 3}");

        var first = one(collection.updateOne(json("{k: 'a'}"), json("{$set: {v: 1}}")));
        var every = one(collection.updateMany(json("{k: 'a'}"), json("{$set: {v: 2}}")));

        assertThat(first.getMatchedCount()).isEqualTo(1);
        assertThat(every.getMatchedCount()).isEqualTo(2);
        assertThat(ids(collection.find(json("{v: 2}")).sort(json("{_id: 1}")))).containsExactly(1, 2);
    }

    @Test
    void doesNotMeetADocumentAgainThatAnUpdateMovesAhead() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, n: 1}", "{_id: 2, n: 2}", "{_id: 3, n: 3}");
        done(collection.createIndex(json("{n: 1}")));

        done(collection.updateMany(json("{n: {$gte: 1}}"), json("{$inc: {n: 10}}")));

        assertThat(all(collection.find().sort(json("{n: 1}"))))
                .extracting(document -> document.getInteger("n"))
                .containsExactly(11, 12, 13);
    }

    @Test
    void appliesEveryOperatorOfTheSubset() {
        MongoCollection<Document> collection =
                mongo.filled(name, "{_id: 1, i: 1, lo: 5, hi: 5, u: 1, l: [3, 1], s: ['a'], p: [1, 2, 1]}");

        done(collection.updateOne(
                json("{_id: 1}"),
                json("{$set: {'a.b': 1}, $unset: {u: ''}, $inc: {i: 2}, $min: {lo: 2}, $max: {hi: 9},"
                        + " $addToSet: {s: 'a'}, $push: {l: {$each: [2, 9]}}, $pull: {p: 1}, $setOnInsert: {x: 1}}")));

        assertThat(one(collection.find().first()))
                .isEqualTo(json("{_id: 1, i: 3, lo: 2, hi: 9, l: [3, 1, 2, 9], s: ['a'], p: [2], a: {b: 1}}"));
    }

    @Test
    void appliesTheRarerOperators() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, m: 2, r: 1, l: [1, 2], a: [{k: 1, v: 1}]}");

        done(collection.updateOne(
                json("{_id: 1, 'a.k': 1}"),
                json("{$mul: {m: 3}, $rename: {r: 'renamed'}, $pop: {l: 1}, $set: {'a.$.v': 7},"
                        + " $currentDate: {t: true}}")));

        Document changed = one(collection.find().first());
        assertThat(changed.remove("t")).isInstanceOf(Date.class);
        assertThat(changed).isEqualTo(json("{_id: 1, m: 6, l: [1], a: [{k: 1, v: 7}], renamed: 1}"));
    }

    @Test
    void refusesConflictingAndUnknownOperators() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, v: 'text'}");

        for (String update : List.of(
                "{$set: {a: 1}, $inc: {a: 1}}", "{$inc: {v: 1}}", "{$bit: {v: {and: 1}}}", "{$set: {a: 1}, b: 2}")) {
            assertThatThrownBy(() -> done(collection.updateOne(json("{_id: 1}"), json(update))))
                    .as(update)
                    .isInstanceOfAny(MongoException.class, IllegalArgumentException.class);
        }
        assertThat(one(collection.find().first())).isEqualTo(json("{_id: 1, v: 'text'}"));
    }

    @Test
    void countsExactlyBeyondWhatADoubleHolds() {
        MongoCollection<Document> collection = mongo.collection(name);
        done(collection.insertOne(new Document("_id", 1).append("nano", 9_007_199_254_740_993L)));

        done(collection.updateOne(json("{_id: 1}"), new Document("$inc", new Document("nano", 2L))));

        assertThat(one(collection.find().first()).getLong("nano")).isEqualTo(9_007_199_254_740_995L);
    }

    @Test
    void upsertsFromFilterAndUpdate() {
        MongoCollection<Document> collection = mongo.collection(name);
        var upsert = new UpdateOptions().upsert(true);

        var inserted = one(collection.updateOne(
                json("{_id: 'k', ws: 'w'}"), json("{$inc: {n: 1}, $setOnInsert: {c: 2}}"), upsert));
        var updated = one(collection.updateOne(
                json("{_id: 'k', ws: 'w'}"), json("{$inc: {n: 1}, $setOnInsert: {c: 3}}"), upsert));

        assertThat(inserted.getUpsertedId()).isNotNull();
        assertThat(inserted.getMatchedCount()).isZero();
        assertThat(updated.getUpsertedId()).isNull();
        assertThat(one(collection.find().first())).isEqualTo(json("{_id: 'k', ws: 'w', n: 2, c: 2}"));
    }

    @Test
    void replacesTheWholeDocumentInTheGivenOrder() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, a: 1, b: 2}");

        done(collection.replaceOne(json("{_id: 1, a: 1}"), json("{c: 3, a: 4}")));

        assertThat(one(collection.find().first()).toJson()).isEqualTo("{\"_id\": 1, \"c\": 3, \"a\": 4}");
    }

    @Test
    void refusesToChangeAnId() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1}");

        assertThatThrownBy(() -> done(collection.updateOne(json("{_id: 1}"), json("{$set: {_id: 2}}"))))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(66));
        assertThatThrownBy(() -> done(collection.replaceOne(json("{_id: 1}"), json("{_id: 2}"))))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(66));
    }

    @Test
    void deletesOneOrAll() {
        MongoCollection<Document> collection =
                mongo.filled(name, "{_id: 1, k: 'a'}", "{_id: 2, k: 'a'}", "{_id: 3, k: 'a'}", "{_id: 4}");

        assertThat(one(collection.deleteOne(json("{k: 'a'}"))).getDeletedCount())
                .isEqualTo(1);
        assertThat(one(collection.deleteMany(json("{k: 'a'}"))).getDeletedCount())
                .isEqualTo(2);
        assertThat(ids(collection.find())).containsExactly(4);
    }

    @Test
    void returnsTheDocumentBeforeOrAfterAChange() {
        MongoCollection<Document> collection = mongo.filled(name, "{_id: 1, rev: 1}");
        var after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

        Document before = one(collection.findOneAndUpdate(json("{_id: 1, rev: 1}"), json("{$inc: {rev: 1}}")));
        Document changed = one(collection.findOneAndUpdate(json("{_id: 1, rev: 2}"), json("{$inc: {rev: 1}}"), after));

        assertThat(before.getInteger("rev")).isEqualTo(1);
        assertThat(changed.getInteger("rev")).isEqualTo(3);
        assertThat(maybe(collection.findOneAndUpdate(json("{_id: 1, rev: 1}"), json("{$inc: {rev: 1}}"), after)))
                .isNull();
    }

    @Test
    void takesTheFirstJobInOrder() {
        MongoCollection<Document> jobs =
                mongo.filled(name, "{_id: 1, p: 1, s: 'q'}", "{_id: 2, p: 9, s: 'q'}", "{_id: 3, p: 5, s: 'q'}");

        Document taken = one(jobs.findOneAndUpdate(
                json("{s: 'q'}"),
                json("{$set: {s: 'r'}}"),
                new FindOneAndUpdateOptions()
                        .sort(json("{p: -1}"))
                        .projection(json("{p: 1}"))
                        .returnDocument(ReturnDocument.AFTER)));

        assertThat(taken).isEqualTo(json("{_id: 2, p: 9}"));
    }

    @Test
    void upsertsReplacesAndDeletesByFindAndModify() {
        MongoCollection<Document> collection = mongo.collection(name);
        var upsert = new FindOneAndReplaceOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

        Document created = one(collection.findOneAndReplace(json("{_id: 1}"), json("{z: 1}"), upsert));
        Document deleted =
                one(collection.findOneAndDelete(json("{z: 1}"), new FindOneAndDeleteOptions().sort(json("{_id: 1}"))));

        assertThat(created).isEqualTo(json("{_id: 1, z: 1}"));
        assertThat(deleted).isEqualTo(created);
        assertThat(one(collection.countDocuments())).isZero();
    }

    @Test
    void reportsTheUpsertOfAFindAndModify() {
        Document reply = one(mongo.database()
                .runCommand(json("{findAndModify: '" + name
                        + "', query: {_id: 1}, update: {$set: {v: 1}}, upsert: true, new: true}")));

        assertThat(reply.get("lastErrorObject")).isEqualTo(json("{n: 1, updatedExisting: false, upserted: 1}"));
    }

    @Test
    void refusesDocumentsBeyond16Megabytes() {
        MongoCollection<Document> collection = mongo.collection(name);
        done(collection.insertOne(new Document("_id", 1).append("b", new Binary(new byte[9_000_000]))));

        assertThatThrownBy(() -> done(collection.updateOne(
                        json("{_id: 1}"), new Document("$set", new Document("c", new Binary(new byte[9_000_000]))))))
                .isInstanceOf(MongoException.class);
        assertThat(one(collection.find().first())).doesNotContainKey("c");
    }

    @Test
    void storesALargeDocument() {
        MongoCollection<Document> collection = mongo.collection(name);
        byte[] large = new byte[15_900_000];
        large[15_000_000] = 7;

        done(collection.insertOne(new Document("_id", 1).append("b", new Binary(large))));

        assertThat(one(collection.find().first()).get("b", Binary.class).getData())
                .isEqualTo(large);
    }

    @Test
    void refusesDocumentsNestedTooDeep() {
        Document nested = new Document("x", 1);
        for (int i = 0; i < 110; i++) {
            nested = new Document("n", nested);
        }
        Document tooDeep = nested;

        assertThatThrownBy(() -> done(mongo.collection(name).insertOne(tooDeep)))
                .hasMessageContaining("nesting");
    }

    @Test
    void keepsIdsOfDifferentTypesApart() {
        MongoCollection<Document> collection = mongo.collection(name);
        List<Object> ids = List.of(
                1,
                9_007_199_254_740_992L,
                9_007_199_254_740_993L,
                "1",
                new ObjectId(),
                true,
                json("{a: 1, b: 'x'}"),
                new Binary((byte) 4, new byte[16]));

        ids.forEach(id -> done(collection.insertOne(new Document("_id", id))));

        for (Object id : ids) {
            Document found = one(collection.find(new Document("_id", id)).first());
            assertThat(found.get("_id")).isEqualTo(id);
        }
        assertThat(one(collection.countDocuments())).isEqualTo(ids.size());
    }

    @Test
    void givesAnIdToADocumentWithoutOne() {
        Document reply = one(
                mongo.database().runCommand(new Document("insert", name).append("documents", List.of(json("{v: 1}")))));

        assertThat(reply.get("n")).isEqualTo(1);
        assertThat(one(mongo.collection(name).find().first()).get("_id")).isInstanceOf(ObjectId.class);
    }

    @Test
    void answersHelloAndPing() {
        assertThat(one(mongo.database().runCommand(json("{hello: 1}"))))
                .containsEntry("isWritablePrimary", true)
                .containsEntry("maxWireVersion", 21);
        assertThat(one(mongo.database().runCommand(json("{ping: 1}")))).containsEntry("ok", 1.0);
        assertThat(one(mongo.database().runCommand(json("{buildInfo: 1}")))).containsEntry("version", "7.0.0");
    }

    @Test
    void readsUuidIds() {
        MongoCollection<Document> collection = mongo.collection(name);
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        var binary = new BsonBinary(uuid);

        done(collection.insertOne(new Document("_id", binary)));

        assertThat(one(collection.countDocuments(new Document("_id", binary)))).isEqualTo(1);
    }
}

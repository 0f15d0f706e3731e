package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.ids;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;

/** Unique indexes, single and compound: what violates one leaves no trace. */
final class UniqueIndexIT {
    private OpenStore mongo;
    private MongoCollection<Document> agents;

    @BeforeEach
    void fill(@TempDir Path directory) {
        mongo = OpenStore.in(directory);
        agents = mongo.collection("agents");
        done(agents.createIndex(json("{ws: 1, name: 1}"), new IndexOptions().unique(true)));
        done(agents.createIndex(json("{name: 1}")));
        done(agents.insertOne(json("{_id: 1, ws: 'w', name: 'a'}")));
        done(agents.insertOne(json("{_id: 2, ws: 'w', name: 'b'}")));
    }

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void refusesASecondDocumentWithTheSameKey() {
        taken(agents.insertOne(json("{_id: 3, ws: 'w', name: 'a'}")), "ws_1_name_1");
        done(agents.insertOne(json("{_id: 4, ws: 'other', name: 'a'}")));

        assertThat(ids(agents.find(json("{name: 'a'}")))).containsExactlyInAnyOrder(1, 4);
    }

    @Test
    void refusesAChangeToATakenKey() {
        taken(agents.updateOne(json("{_id: 2}"), json("{$set: {name: 'a'}}")), "ws_1_name_1");
        taken(agents.replaceOne(json("{_id: 2}"), json("{ws: 'w', name: 'a'}")), "ws_1_name_1");
        taken(
                agents.findOneAndUpdate(json("{_id: 2}"), json("{$set: {name: 'a'}}"), new FindOneAndUpdateOptions()),
                "ws_1_name_1");
        taken(
                agents.updateOne(
                        json("{_id: 9}"), json("{$set: {ws: 'w', name: 'a'}}"), new UpdateOptions().upsert(true)),
                "ws_1_name_1");

        assertThat(ids(agents.find(json("{name: 'a'}")))).containsExactly(1);
        assertThat(ids(agents.find(json("{name: 'b'}")))).containsExactly(2);
    }

    @Test
    void freesTheKeyOfARenamedOrDeletedDocument() {
        done(agents.updateOne(json("{_id: 1}"), json("{$set: {name: 'c'}}")));
        done(agents.insertOne(json("{_id: 3, ws: 'w', name: 'a'}")));
        done(agents.deleteOne(json("{_id: 2}")));
        done(agents.insertOne(json("{_id: 4, ws: 'w', name: 'b'}")));

        assertThat(ids(agents.find(json("{ws: 'w'}")).sort(json("{name: 1}")))).containsExactly(3, 4, 1);
    }

    @Test
    void countsAMissingFieldAsAKey() {
        done(agents.insertOne(json("{_id: 5, ws: 'w'}")));

        taken(agents.insertOne(json("{_id: 6, ws: 'w', name: null}")), "ws_1_name_1");
    }

    @Test
    void holdsTheElementsOfArraysApart() {
        MongoCollection<Document> collection = mongo.collection("arrays");
        done(collection.createIndex(json("{keys: 1}"), new IndexOptions().unique(true)));
        done(collection.insertOne(json("{_id: 1, keys: ['a', 'b', 'a']}")));

        taken(collection.insertOne(json("{_id: 2, keys: ['c', 'b']}")), "keys_1");
        done(collection.updateOne(json("{_id: 1}"), json("{$pull: {keys: 'b'}}")));
        done(collection.insertOne(json("{_id: 2, keys: ['c', 'b']}")));

        assertThat(ids(collection.find(json("{keys: 'b'}")))).containsExactly(2);
    }

    @Test
    void isNotBuiltOverDuplicates() {
        MongoCollection<Document> collection = mongo.filled("built", "{_id: 1, v: 1}", "{_id: 2, v: 1}");

        taken(collection.createIndex(json("{v: 1}"), new IndexOptions().unique(true)), "v_1");
        assertThat(all(collection.listIndexes())).hasSize(1);
        done(collection.deleteOne(json("{_id: 2}")));
        done(collection.createIndex(json("{v: 1}"), new IndexOptions().unique(true)));
        taken(collection.insertOne(json("{_id: 3, v: 1}")), "v_1");
    }

    @Test
    void isBuiltOverWhatIsThere() {
        MongoCollection<Document> collection = mongo.filled("later", "{_id: 1, v: 'x'}", "{_id: 2, v: ['y', 'z']}");
        done(collection.createIndex(json("{v: 1}")));

        assertThat(mongo.examinedBy(() -> one(collection.find(json("{v: 'z'}")).first())))
                .isEqualTo(1);
    }

    private static void taken(Publisher<?> operation, String index) {
        assertThatThrownBy(() -> all(operation))
                .isInstanceOfSatisfying(
                        MongoException.class, e -> assertThat(e.getCode()).isEqualTo(11000))
                .hasMessageContaining("index: " + index);
    }
}

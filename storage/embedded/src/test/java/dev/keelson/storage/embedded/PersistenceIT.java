package dev.keelson.storage.embedded;

import static dev.keelson.storage.embedded.OpenStore.all;
import static dev.keelson.storage.embedded.OpenStore.done;
import static dev.keelson.storage.embedded.OpenStore.ids;
import static dev.keelson.storage.embedded.OpenStore.json;
import static dev.keelson.storage.embedded.OpenStore.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after the store was closed and opened again. */
final class PersistenceIT {
    @Test
    void keepsDocumentsAndIndexes(@TempDir Path directory) {
        try (OpenStore mongo = OpenStore.in(directory)) {
            done(mongo.collection("a.b")
                    .createIndex(json("{u: 1}"), new IndexOptions().unique(true).name("by.u")));
            done(mongo.collection("a.b").createIndex(json("{tags: 1}")));
            done(mongo.collection("a.b").insertOne(json("{_id: 1, u: 'x', tags: ['p', 'q']}")));
            done(mongo.database().createCollection("empty"));
        }
        try (OpenStore mongo = OpenStore.in(directory)) {
            var collection = mongo.collection("a.b");

            assertThat(all(mongo.database().listCollectionNames())).containsExactlyInAnyOrder("a.b", "empty");
            assertThat(all(collection.find())).containsExactly(json("{_id: 1, u: 'x', tags: ['p', 'q']}"));
            assertThat(mongo.examinedBy(() -> all(collection.find(json("{u: 'x'}")))))
                    .isEqualTo(1);
            assertThat(ids(collection.find(json("{tags: {$in: ['p', 'q']}}")))).containsExactly(1);
            assertThatThrownBy(() -> done(collection.insertOne(json("{_id: 2, u: 'x'}"))))
                    .hasMessageContaining("by.u");
        }
    }

    @Test
    void forgetsWhatWasDropped(@TempDir Path directory) {
        try (OpenStore mongo = OpenStore.in(directory)) {
            done(mongo.filled("dropped", "{_id: 1}").createIndex(json("{v: 1}")));
            done(mongo.filled("kept", "{_id: 1, v: 1}").createIndex(json("{v: 1}")));
            done(mongo.collection("dropped").drop());
            done(mongo.collection("kept").dropIndex("v_1"));
        }
        try (OpenStore mongo = OpenStore.in(directory)) {
            assertThat(all(mongo.database().listCollectionNames())).containsExactly("kept");
            assertThat(all(mongo.collection("kept").listIndexes())).hasSize(1);
            done(mongo.collection("dropped").createIndex(json("{w: 1}")));
            assertThat(all(mongo.collection("dropped").find())).isEmpty();
            done(mongo.database().drop());
            assertThat(all(mongo.database().listCollectionNames())).isEmpty();
        }
    }

    @Test
    void doesNotLetTheFileGrowWithUpdates(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("store.mv");
        long open;
        try (OpenStore mongo = OpenStore.with(EmbeddedStoreConfig.of(file).withCompactEvery(50))) {
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                documents.add(new Document("_id", i).append("text", "x".repeat(2_000)));
            }
            done(mongo.collection("c").insertMany(documents));
            for (int i = 0; i < 1_500; i++) {
                done(mongo.collection("c").updateOne(json("{_id: " + i % 500 + "}"), json("{$inc: {n: 1}}")));
            }
            open = Files.size(file);
            assertThat(one(mongo.collection("c").countDocuments(json("{n: 3}"))))
                    .isEqualTo(500);
        }

        assertThat(open).isLessThan(20_000_000);
        assertThat(Files.size(file)).isLessThan(5_000_000);
    }

    @Test
    void refusesCommandsAfterClosing(@TempDir Path directory) {
        EmbeddedStore store = EmbeddedStore.open(directory.resolve("store.mv"));
        store.close();
        store.close();

        assertThat(store.failure().toCompletableFuture()).isNotDone();
    }

    @Test
    void opensQuickly(@TempDir Path directory) {
        EmbeddedStore.open(directory.resolve("warm-up.mv")).close();
        long start = System.nanoTime();

        EmbeddedStore store = EmbeddedStore.open(directory.resolve("store.mv"));

        long millis = (System.nanoTime() - start) / 1_000_000;
        store.close();
        assertThat(millis).isLessThan(1_000);
    }
}

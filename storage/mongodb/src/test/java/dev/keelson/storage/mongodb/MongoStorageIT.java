package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class MongoStorageIT {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private MongoStorage storage;
    private Publishers publishers;

    @BeforeEach
    void empty() {
        storage = STORE.emptied();
        publishers = new Publishers(STORE.vertx());
    }

    @Test
    void answersAPing() {
        assertThat(storage.ping().map("pong").await()).isEqualTo("pong");
    }

    @Test
    void opensAgainOverWhatIsThere() {
        var agent = storage.agents().insert(Fixtures.agent("triage")).await();

        MongoStorage second = MongoStorage.open(STORE.vertx(), STORE.config()).await();

        assertThat(second.agents().find("triage").await()).contains(agent);
        assertThat(second.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void createsAnIndexForEachFilterOfTraces() {
        assertThat(indexKeys(TraceDocuments.COLLECTION))
                .contains(
                        "{\"startedAt\": -1, \"_id\": -1}",
                        "{\"agent\": 1, \"startedAt\": -1, \"_id\": -1}",
                        "{\"agent\": 1, \"version\": 1, \"startedAt\": -1, \"_id\": -1}",
                        "{\"agent\": 1, \"alias\": 1, \"startedAt\": -1, \"_id\": -1}",
                        "{\"agent\": 1, \"status\": 1, \"startedAt\": -1, \"_id\": -1}",
                        "{\"status\": 1, \"startedAt\": -1, \"_id\": -1}");
        assertThat(indexKeys(AgentVersionDocuments.COLLECTION)).contains("{\"agent\": 1, \"digest\": 1, \"_id\": 1}");
        assertThat(indexKeys(IdempotencyDocuments.COLLECTION)).contains("{\"claimedAt\": 1}");
    }

    @Test
    void completesOnTheContextOfTheCaller() {
        Vertx vertx = STORE.vertx();
        Context context = vertx.getOrCreateContext();
        Promise<Context> completedOn = Promise.promise();

        context.runOnContext(now -> storage.ping()
                .transform(pinged -> Future.succeededFuture(Vertx.currentContext()))
                .onComplete(completedOn));

        assertThat(completedOn.future().await()).isSameAs(context);
    }

    @Test
    void noticesAVersionThatWasChangedInTheStore() {
        var version = storage.versions().insert(Fixtures.version("triage", 1)).await();
        var collection = storage.database().getCollection(AgentVersionDocuments.COLLECTION, BsonDocument.class);
        BsonDocument stored = publishers.one(() -> collection.find()).await();
        String tampered = stored.getString("definition").getValue().replace("billing", "nowhere");

        var updated = publishers
                .one(() -> collection.updateOne(
                        Filters.eq(NumberedIds.of(version.agent(), version.number())),
                        Updates.set("definition", tampered)))
                .await();

        assertThat(updated.getModifiedCount()).isEqualTo(1);
        assertThat(Failures.causeOf(storage.versions().find("triage", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(version.digest());
    }

    @Test
    void aNameWhoseFirstRevisionWasNeverCommittedIsNoAlias() {
        Alias first = Fixtures.alias("triage", "production", 1, 1);
        var names = storage.database().getCollection(AliasDocuments.NAMES, BsonDocument.class);
        var registered = publishers
                .one(() -> names.insertOne(AliasDocuments.name(first)))
                .await();
        assertThat(registered.wasAcknowledged()).isTrue();

        assertThat(storage.aliases().listByAgent("triage").await()).isEmpty();
        assertThat(storage.aliases().find("triage", "production").await()).isEmpty();
        assertThat(storage.aliases().commit(first).await()).isEqualTo(first);
        assertThat(storage.aliases().listByAgent("triage").await()).containsExactly(first);
    }

    @Test
    void aClosedStorageIsUnavailable() {
        MongoStorage closed = MongoStorage.open(STORE.vertx(), STORE.config())
                .compose(open -> open.close().map(open))
                .await();

        assertThat(Failures.codeOf(closed.ping())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Failures.codeOf(closed.traces().insertAll(List.of(Fixtures.trace(1, "triage")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    private List<String> indexKeys(String collection) {
        return publishers
                .all(() -> storage.database().getCollection(collection).listIndexes(BsonDocument.class))
                .await()
                .stream()
                .map(index -> index.getDocument("key").toJson())
                .toList();
    }
}

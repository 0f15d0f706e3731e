package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreFailuresTest {
    private static final ServerAddress SERVER = new ServerAddress("db.example", 27_017);

    @Test
    void aStoreThatDoesNotAnswerIsUnavailable() {
        assertUnavailable(new MongoTimeoutException("no server"));
        assertUnavailable(new MongoSocketReadTimeoutException("slow", SERVER, new RuntimeException()));
        assertUnavailable(commandFailure(91));
        assertUnavailable(commandFailure(14_031));
        assertUnavailable(bulkFailure(null, 11_000, 91));
        assertUnavailable(bulkFailure(new WriteConcernError(64, "WriteConcernFailed", "late", new BsonDocument())));
    }

    @Test
    void aMessageForCallersNamesNoServer() {
        assertThat(StoreFailures.translate(new MongoTimeoutException("no answer from db.example")))
                .hasMessageNotContaining("db.example");
    }

    @Test
    void anythingElseStaysWhatItIs() {
        for (Throwable failure : List.of(new IllegalStateException("bug"), commandFailure(2), bulkFailure(null, 2))) {
            assertThat(StoreFailures.translate(failure)).isSameAs(failure);
        }
    }

    @Test
    void knowsDuplicateKeys() {
        assertThat(StoreFailures.onlyDuplicateKeys(writeFailure(11_000))).isTrue();
        assertThat(StoreFailures.onlyDuplicateKeys(commandFailure(11_000))).isTrue();
        assertThat(StoreFailures.onlyDuplicateKeys(bulkFailure(null, 11_000, 11_000)))
                .isTrue();
    }

    @Test
    void aBatchThatFailedInAnotherWayTooIsNotJustDuplicates() {
        assertThat(StoreFailures.onlyDuplicateKeys(bulkFailure(null, 11_000, 2)))
                .isFalse();
        assertThat(StoreFailures.onlyDuplicateKeys(bulkFailure(
                        new WriteConcernError(64, "WriteConcernFailed", "late", new BsonDocument()), 11_000)))
                .isFalse();
        assertThat(StoreFailures.onlyDuplicateKeys(writeFailure(2))).isFalse();
        assertThat(StoreFailures.onlyDuplicateKeys(new IllegalStateException())).isFalse();
    }

    private static void assertUnavailable(Throwable failure) {
        assertThat(StoreFailures.translate(failure)).isInstanceOfSatisfying(KeelsonException.class, translated -> {
            assertThat(translated.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(translated).hasCause(failure);
        });
    }

    private static MongoException commandFailure(int code) {
        return new MongoCommandException(new BsonDocument("code", new BsonInt32(code)), SERVER);
    }

    private static MongoException writeFailure(int code) {
        return new MongoWriteException(new WriteError(code, "refused", new BsonDocument()), SERVER, Set.of());
    }

    private static MongoException bulkFailure(@Nullable WriteConcernError concern, int... codes) {
        List<BulkWriteError> errors = new ArrayList<>(IntStream.of(codes)
                .mapToObj(code -> new BulkWriteError(code, "refused", new BsonDocument(), 0))
                .toList());
        return new MongoBulkWriteException(BulkWriteResult.unacknowledged(), errors, concern, SERVER, Set.of());
    }
}

package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.execution.IdempotencyClaim;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;

/** Claims on Idempotency-Keys as documents. */
final class IdempotencyDocuments {
    static final String COLLECTION = "idempotencyClaims";

    private static final String REQUEST_DIGEST = "requestDigest";
    private static final String EXECUTION_ID = "executionId";
    private static final String CLAIMED_AT = "claimedAt";

    static final List<IndexModel> INDEXES = List.of(new IndexModel(Indexes.ascending(CLAIMED_AT)));

    private IdempotencyDocuments() {}

    /** The document of a claim, and the condition that it still holds. */
    static BsonDocument of(IdempotencyClaim claim) {
        return Fields.empty()
                .put(Fields.ID, claim.id())
                .put(REQUEST_DIGEST, claim.requestDigest())
                .put(EXECUTION_ID, claim.executionId())
                .put(CLAIMED_AT, claim.claimedAt())
                .document();
    }

    static BsonDocument claimedBefore(Instant instant) {
        return new BsonDocument(CLAIMED_AT, new BsonDocument("$lt", StoredTime.clamped(instant)));
    }

    static IdempotencyClaim claim(BsonDocument document) {
        Fields fields = new Fields(document);
        return new IdempotencyClaim(
                fields.text(Fields.ID),
                fields.text(REQUEST_DIGEST),
                fields.text(EXECUTION_ID),
                fields.time(CLAIMED_AT));
    }
}

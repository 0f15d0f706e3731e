package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.RateLimit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Rate limits as documents. */
final class RateLimitDocuments {
    static final String COLLECTION = "rateLimits";

    private static final String SCOPE = "scope";
    private static final String REQUESTS = "requestsPerMinute";
    private static final String TOKENS = "tokensPerMinute";
    private static final String REVISION = "revision";
    private static final String CHANGED_AT = "changedAt";
    private static final String CHANGED_BY = "changedBy";

    private RateLimitDocuments() {}

    static BsonDocument of(RateLimit limit) {
        return Fields.empty()
                .put(Fields.ID, limit.name())
                .put(SCOPE, ScopeDocuments.of(limit.scope()))
                .put(REQUESTS, limit.requestsPerMinute())
                .put(TOKENS, limit.tokensPerMinute())
                .put(REVISION, limit.revision())
                .put(CHANGED_AT, limit.changedAt())
                .put(CHANGED_BY, limit.changedBy())
                .document();
    }

    static BsonDocument revision(String name, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(name)).append(REVISION, new BsonInt32(revision));
    }

    static RateLimit limit(BsonDocument document) {
        Fields fields = new Fields(document);
        return new RateLimit(
                fields.text(Fields.ID),
                ScopeDocuments.scope(document.getDocument(SCOPE)),
                fields.numberOrNull(REQUESTS),
                fields.numberOrNull(TOKENS),
                fields.integer(REVISION),
                fields.time(CHANGED_AT),
                fields.text(CHANGED_BY));
    }
}

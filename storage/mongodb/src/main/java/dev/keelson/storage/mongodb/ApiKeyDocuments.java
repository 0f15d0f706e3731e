package dev.keelson.storage.mongodb;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** API keys as documents. */
final class ApiKeyDocuments {
    static final String COLLECTION = "apiKeys";

    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String AGENTS = "agents";
    private static final String OWNER = "owner";
    private static final String SECRET_DIGEST = "secretDigest";
    private static final String CREATED_AT = "createdAt";
    private static final String CREATED_BY = "createdBy";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String REVOKED_AT = "revokedAt";

    private ApiKeyDocuments() {}

    static BsonDocument of(ApiKey key) {
        return Fields.empty()
                .put(Fields.ID, key.id())
                .put(NAME, key.name())
                .put(ROLE, key.role().name())
                .put(
                        AGENTS,
                        new BsonArray(key.agents().stream()
                                .sorted()
                                .map(BsonString::new)
                                .toList()))
                .put(OWNER, key.owner())
                .put(SECRET_DIGEST, key.secretDigest())
                .put(CREATED_AT, key.createdAt())
                .put(CREATED_BY, key.createdBy())
                .put(EXPIRES_AT, key.expiresAt())
                .put(REVOKED_AT, key.revokedAt())
                .document();
    }

    static BsonDocument notRevoked(String id) {
        return new BsonDocument(Fields.ID, new BsonString(id))
                .append(REVOKED_AT, new BsonDocument("$exists", BsonBoolean.FALSE));
    }

    static BsonDocument revokedAt(Instant at) {
        return new BsonDocument("$set", new BsonDocument(REVOKED_AT, StoredTime.of(at)));
    }

    static ApiKey key(BsonDocument document) {
        Fields fields = new Fields(document);
        return new ApiKey(
                fields.text(Fields.ID),
                fields.text(NAME),
                Role.valueOf(fields.text(ROLE)),
                agents(document),
                fields.textOr(OWNER, fields.text(NAME)),
                fields.text(SECRET_DIGEST),
                fields.time(CREATED_AT),
                fields.text(CREATED_BY),
                fields.timeOrNull(EXPIRES_AT),
                fields.timeOrNull(REVOKED_AT));
    }

    private static Set<String> agents(BsonDocument document) {
        return document.getArray(AGENTS).stream()
                .map(agent -> agent.asString().getValue())
                .collect(Collectors.toSet());
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.UsageScope;
import org.bson.BsonDocument;

/** Scopes of budgets and rate limits as documents. */
final class ScopeDocuments {
    private static final String AGENT = "agent";
    private static final String VERSION = "version";
    private static final String ALIAS = "alias";
    private static final String KEY = "key";

    private ScopeDocuments() {}

    static BsonDocument of(UsageScope scope) {
        return Fields.empty()
                .put(AGENT, scope.agent())
                .put(VERSION, scope.version())
                .put(ALIAS, scope.alias())
                .put(KEY, scope.keyId())
                .document();
    }

    static UsageScope scope(BsonDocument document) {
        Fields fields = new Fields(document);
        return new UsageScope(
                fields.textOrNull(AGENT),
                fields.integerOrNull(VERSION),
                fields.textOrNull(ALIAS),
                fields.textOrNull(KEY));
    }
}

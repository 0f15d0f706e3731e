package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.common.Json;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Policies of aliases as documents: the terms are JSON text. */
final class AliasPolicyDocuments {
    static final String COLLECTION = "aliasPolicies";

    private static final String AGENT = "agent";
    private static final String ALIAS = "alias";
    private static final String TERMS = "terms";
    private static final String FOLLOWS = "follows";
    private static final String REVISION = "revision";
    private static final String CHANGED_AT = "changedAt";
    private static final String CHANGED_BY = "changedBy";

    static final List<IndexModel> INDEXES = List.of(new IndexModel(Indexes.ascending(FOLLOWS, Fields.ID)));

    private AliasPolicyDocuments() {}

    static String id(String agent, String alias) {
        return agent + "/" + alias;
    }

    static BsonDocument of(AliasPolicy policy) {
        return Fields.empty()
                .put(Fields.ID, id(policy.agent(), policy.alias()))
                .put(AGENT, policy.agent())
                .put(ALIAS, policy.alias())
                .put(TERMS, Json.text(policy.terms()))
                .put(FOLLOWS, BsonBoolean.valueOf(policy.terms().follow() != AliasPolicy.Follow.OFF))
                .put(REVISION, policy.revision())
                .put(CHANGED_AT, policy.changedAt())
                .put(CHANGED_BY, policy.changedBy())
                .document();
    }

    static BsonDocument revision(AliasPolicy policy, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(id(policy.agent(), policy.alias())))
                .append(REVISION, new BsonInt32(revision));
    }

    static BsonDocument following(@Nullable String cursor) {
        BsonDocument filter = new BsonDocument(FOLLOWS, BsonBoolean.TRUE);
        if (cursor != null) {
            String after = Cursor.decode(COLLECTION, 1, cursor).text(0);
            filter.append(Fields.ID, new BsonDocument("$gt", new BsonString(after)));
        }
        return filter;
    }

    static AliasPolicy policy(BsonDocument document) {
        Fields fields = new Fields(document);
        return new AliasPolicy(
                fields.text(AGENT),
                fields.text(ALIAS),
                StoredJson.read(fields.text(TERMS), AliasPolicy.Terms.class),
                fields.integer(REVISION),
                fields.timeOrNull(CHANGED_AT),
                fields.textOrNull(CHANGED_BY));
    }
}

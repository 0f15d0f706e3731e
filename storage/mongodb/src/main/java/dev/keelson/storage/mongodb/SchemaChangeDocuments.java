package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.common.Json;
import dev.keelson.core.schemachange.Impact;
import dev.keelson.core.schemachange.SchemaChange;
import dev.keelson.core.schemachange.SchemaChangeRepository.Filter;
import java.util.List;
import java.util.Locale;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Schema changes as documents: what lists and races go by as fields, and the rest as JSON text. */
final class SchemaChangeDocuments {
    static final String COLLECTION = "schemaChanges";
    static final String ROUND = "round";

    private static final String AGENT = "agent";
    private static final String STATE = "state";
    private static final String DIGEST = "digest";
    private static final String REVISION = "revision";
    private static final String BODY = "body";

    /** The unique one lets one of many who propose the same win. */
    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(DIGEST, ROUND), new IndexOptions().unique(true)),
            new IndexModel(Indexes.ascending(AGENT, Fields.ID)),
            new IndexModel(Indexes.ascending(STATE, Fields.ID)),
            new IndexModel(Indexes.ascending(AGENT, STATE, Fields.ID)));

    private SchemaChangeDocuments() {}

    static BsonDocument of(SchemaChange change) {
        return Fields.empty()
                .put(Fields.ID, change.id())
                .put(AGENT, change.proposal().agent())
                .put(STATE, change.state().id())
                .put(DIGEST, change.digest())
                .put(ROUND, change.round())
                .put(REVISION, change.revision())
                .put(BODY, Json.text(new Body(change.proposal(), change.impact(), change.decision())))
                .document();
    }

    static BsonDocument withDigest(String digest) {
        return new BsonDocument(DIGEST, new BsonString(digest));
    }

    static BsonDocument revision(String id, int revision) {
        return new BsonDocument(Fields.ID, new BsonString(id)).append(REVISION, new BsonInt32(revision));
    }

    /** An agent that is asked for is taken to be in the filter's scope. */
    static BsonDocument matching(Filter filter, @Nullable String cursor) {
        BsonDocument conditions = new BsonDocument();
        if (filter.agent() != null) {
            conditions.append(AGENT, new BsonString(filter.agent()));
        } else if (!filter.agents().isEmpty()) {
            conditions.append(AGENT, oneOf(filter));
        }
        if (filter.state() != null) {
            conditions.append(STATE, new BsonString(filter.state().id()));
        }
        if (cursor != null) {
            String before = Cursor.decode(COLLECTION, 1, cursor).text(0);
            conditions.append(Fields.ID, new BsonDocument("$lt", new BsonString(before)));
        }
        return conditions;
    }

    static SchemaChange change(BsonDocument document) {
        Fields fields = new Fields(document);
        Body body = StoredJson.read(fields.text(BODY), Body.class);
        return new SchemaChange(
                fields.text(Fields.ID),
                body.proposal(),
                body.impact(),
                fields.text(DIGEST),
                fields.integer(ROUND),
                state(fields.text(STATE)),
                body.decision(),
                fields.integer(REVISION));
    }

    private static BsonDocument oneOf(Filter filter) {
        return new BsonDocument(
                "$in",
                new BsonArray(
                        filter.agents().stream().sorted().map(BsonString::new).toList()));
    }

    private static SchemaChange.State state(String id) {
        return SchemaChange.State.valueOf(id.toUpperCase(Locale.ROOT));
    }

    private record Body(SchemaChange.Proposal proposal, Impact impact, SchemaChange.@Nullable Decision decision) {}
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.consumer.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** The documents of consumers: what is asked for in fields, the rest as JSON, as names of fields may be anything. */
final class ConsumerDocuments {
    static final String COLLECTION = "consumers";
    private static final String REVISION = "revision";
    private static final String CONTENT = "content";
    private static final String SEPARATOR = "/";
    /** The character after the separator. */
    private static final String BEHIND = "0";

    private ConsumerDocuments() {}

    static BsonDocument of(Consumer consumer) {
        return Fields.empty()
                .put(Fields.ID, id(consumer.agent(), consumer.keyId()))
                .put(REVISION, consumer.revision())
                .put(CONTENT, Json.text(consumer))
                .document();
    }

    static Consumer consumer(BsonDocument document) {
        return StoredJson.read(new Fields(document).text(CONTENT), Consumer.class);
    }

    static String id(String agent, String keyId) {
        return agent + SEPARATOR + keyId;
    }

    static BsonDocument atRevision(String id, long revision) {
        return new BsonDocument(Fields.ID, new BsonString(id)).append(REVISION, new BsonInt64(revision));
    }

    /** Those of the agent after the cursor. */
    static BsonDocument after(String agent, PageRequest page) {
        String cursor = page.cursor();
        String start = cursor == null ? agent + SEPARATOR : id(agent, place(agent, cursor));
        BsonDocument range =
                new BsonDocument("$gt", new BsonString(start)).append("$lt", new BsonString(agent + BEHIND));
        return new BsonDocument(Fields.ID, range);
    }

    static String cursor(Consumer last) {
        return Cursor.encode(list(last.agent()), last.keyId());
    }

    private static String place(String agent, String cursor) {
        return Cursor.decode(list(agent), 1, cursor).text(0);
    }

    private static String list(String agent) {
        return COLLECTION + SEPARATOR + agent;
    }
}

package dev.keelson.storage.mongodb;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Json;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Versions as documents: the definition is JSON text, covered by the digest beside it. */
final class AgentVersionDocuments {
    static final String COLLECTION = "versions";

    private static final String AGENT = "agent";
    private static final String NUMBER = "number";
    private static final String DIGEST = "digest";
    private static final String CONTRACT_DIGEST = "contractDigest";
    private static final String CONTRACT_VERSION = "contractVersion";
    private static final String PUBLISHED_AT = "publishedAt";
    static final String PUBLISHED_BY = "publishedBy";
    private static final String NOTE = "note";
    private static final String DRAFT_REVISION = "draftRevision";
    static final String AUTHORS = "authors";
    private static final String DEFINITION = "definition";

    /** The fields of {@link #summary}. */
    static final List<String> SUMMARY =
            List.of(AGENT, NUMBER, DIGEST, CONTRACT_DIGEST, CONTRACT_VERSION, PUBLISHED_AT, PUBLISHED_BY, NOTE);

    static final List<IndexModel> INDEXES = List.of(new IndexModel(Indexes.ascending(AGENT, DIGEST, Fields.ID)));

    private AgentVersionDocuments() {}

    static BsonDocument of(AgentVersion version) {
        return Fields.empty()
                .put(Fields.ID, NumberedIds.of(version.agent(), version.number()))
                .put(AGENT, version.agent())
                .put(NUMBER, version.number())
                .put(DIGEST, version.digest())
                .put(CONTRACT_DIGEST, version.contractDigest())
                .put(CONTRACT_VERSION, version.contractVersion())
                .put(PUBLISHED_AT, version.publishedAt())
                .put(PUBLISHED_BY, version.publishedBy())
                .put(NOTE, version.note())
                .put(DRAFT_REVISION, version.draftRevision())
                .put(
                        AUTHORS,
                        new BsonArray(version.authors().stream()
                                .sorted()
                                .map(BsonString::new)
                                .toList()))
                .put(DEFINITION, Json.text(version.definition()))
                .document();
    }

    static BsonDocument withDigest(String agent, String digest) {
        return new BsonDocument(AGENT, new BsonString(agent)).append(DIGEST, new BsonString(digest));
    }

    /** Fails at once with an {@link IllegalStateException} when the content no longer has its digest. */
    static AgentVersion version(BsonDocument document) {
        Fields fields = new Fields(document);
        AgentDefinition definition = StoredJson.read(fields.text(DEFINITION), AgentDefinition.class);
        String digest = definition.digest();
        if (!digest.equals(fields.text(DIGEST))) {
            throw new IllegalStateException("version " + fields.text(Fields.ID) + ": content has " + digest
                    + " (expected: " + fields.text(DIGEST) + ")");
        }
        return new AgentVersion(
                fields.text(AGENT),
                fields.integer(NUMBER),
                digest,
                fields.text(CONTRACT_DIGEST),
                fields.text(CONTRACT_VERSION),
                definition,
                fields.time(PUBLISHED_AT),
                fields.text(PUBLISHED_BY),
                fields.text(NOTE),
                fields.numberOr(DRAFT_REVISION, 0),
                authors(fields));
    }

    static Set<String> authors(BsonDocument document) {
        return authors(new Fields(document));
    }

    private static Set<String> authors(Fields fields) {
        return fields.has(AUTHORS) ? fields.texts(AUTHORS) : Set.of(fields.text(PUBLISHED_BY));
    }

    static VersionSummary summary(BsonDocument document) {
        Fields fields = new Fields(document);
        return new VersionSummary(
                fields.text(AGENT),
                fields.integer(NUMBER),
                fields.text(DIGEST),
                fields.text(CONTRACT_DIGEST),
                fields.text(CONTRACT_VERSION),
                fields.time(PUBLISHED_AT),
                fields.text(PUBLISHED_BY),
                fields.text(NOTE));
    }
}

package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.Compilation;
import dev.keelson.core.compilation.CompilationKey;
import dev.keelson.core.compilation.CompilationRepository.ResultKey;
import dev.keelson.core.compilation.CompilationState;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/** Compilations as documents: the record is JSON text, what conditions and lists need stands beside it. */
final class CompilationDocuments {
    static final String COLLECTION = "compilations";
    static final String RESULTS = "compilationResults";
    private static final String STATE = "state";
    private static final String LEASE_UNTIL = "leaseUntil";
    private static final String REVISION = "revision";
    private static final String RECORD = "record";
    private static final String RESULT = "result";
    private static final char SEPARATOR = '/';

    static final List<IndexModel> INDEXES = List.of(new IndexModel(Indexes.ascending(STATE, LEASE_UNTIL)));
    static final Bson LONGEST_WAITING_FIRST = Sorts.ascending(LEASE_UNTIL);

    private CompilationDocuments() {}

    static BsonDocument of(Compilation compilation) {
        return Fields.empty()
                .put(Fields.ID, id(new CompilationKey(compilation.agent(), compilation.id())))
                .put(STATE, compilation.state().id())
                .put(LEASE_UNTIL, compilation.lease().until())
                .put(REVISION, compilation.revision())
                .put(RECORD, Json.text(compilation))
                .document();
    }

    static Compilation compilation(BsonDocument document) {
        return StoredJson.read(new Fields(document).text(RECORD), Compilation.class);
    }

    /** An agent's compilations are neighbours in order of time: their ids sort by it. */
    static String id(CompilationKey key) {
        return key.agent() + SEPARATOR + key.id();
    }

    static CompilationKey key(BsonDocument document) {
        String id = new Fields(document).text(Fields.ID);
        int end = id.indexOf(SEPARATOR);
        return new CompilationKey(id.substring(0, end), id.substring(end + 1));
    }

    static Bson olderThan(String agent, String id) {
        return Filters.and(
                Filters.gt(Fields.ID, agent + SEPARATOR), Filters.lt(Fields.ID, id(new CompilationKey(agent, id))));
    }

    /** The condition that a compilation is still as it was read. */
    static BsonDocument unchanged(Compilation before) {
        return new BsonDocument(Fields.ID, new BsonString(id(new CompilationKey(before.agent(), before.id()))))
                .append(REVISION, new BsonInt64(before.revision()));
    }

    static Bson waiting(Instant now) {
        return Filters.and(
                Filters.eq(STATE, CompilationState.RUNNING.id()), Filters.lte(LEASE_UNTIL, StoredTime.of(now)));
    }

    static String digest(JsonNode result) {
        return CanonicalJson.digest(result);
    }

    static String resultId(ResultKey key, String digest) {
        return key.compilation() + SEPARATOR + key.process().id() + SEPARATOR + digest;
    }

    static BsonDocument result(ResultKey key, String digest, JsonNode result) {
        return Fields.empty()
                .put(Fields.ID, resultId(key, digest))
                .put(RESULT, Json.text(result))
                .document();
    }

    static JsonNode result(BsonDocument document) {
        return StoredJson.read(new Fields(document).text(RESULT), JsonNode.class);
    }

    static BsonDocument resultsOf(String compilation) {
        return NumberedIds.ownedBy(compilation);
    }
}

package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/** Test suites as documents. Cases stand as one JSON text: inputs may hold keys and depths that BSON refuses. */
final class TestSuiteDocuments {
    static final String COLLECTION = "testSuites";

    private static final String AGENT = "agent";
    private static final String NAME = "name";
    private static final String REVISION = "revision";
    private static final String CASES = "cases";
    private static final String UPDATED_AT = "updatedAt";
    private static final String UPDATED_BY = "updatedBy";

    private TestSuiteDocuments() {}

    static String id(String agent, String name) {
        return agent + "/" + name;
    }

    /** All suites of an agent by their ids: {@code 0} is the character after the slash. */
    static Bson ofAgent(String agent) {
        return Filters.and(Filters.gte(Fields.ID, agent + "/"), Filters.lt(Fields.ID, agent + "0"));
    }

    static BsonDocument revision(TestSuite suite, long revision) {
        return new BsonDocument(Fields.ID, new BsonString(id(suite.agent(), suite.name())))
                .append(REVISION, new BsonInt64(revision));
    }

    static BsonDocument of(TestSuite suite) {
        return Fields.empty()
                .put(Fields.ID, id(suite.agent(), suite.name()))
                .put(AGENT, suite.agent())
                .put(NAME, suite.name())
                .put(REVISION, suite.revision())
                .put(CASES, Json.text(suite.cases()))
                .put(UPDATED_AT, suite.updatedAt())
                .put(UPDATED_BY, suite.updatedBy())
                .document();
    }

    static TestSuite suite(BsonDocument document) {
        Fields fields = new Fields(document);
        return new TestSuite(
                fields.text(AGENT),
                fields.text(NAME),
                fields.number(REVISION),
                List.of(StoredJson.read(fields.text(CASES), TestCase[].class)),
                fields.time(UPDATED_AT),
                fields.text(UPDATED_BY));
    }
}

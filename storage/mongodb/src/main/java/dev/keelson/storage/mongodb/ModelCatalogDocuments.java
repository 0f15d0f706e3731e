package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.routing.StoredCatalog;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The stored entries of the model catalogue as the one document of their collection. */
final class ModelCatalogDocuments {
    static final String COLLECTION = "modelCatalog";

    private static final String ID = "current";
    private static final String REVISION = "revision";
    private static final String CONTENT = "content";
    private static final String UPDATED_AT = "updatedAt";
    private static final String UPDATED_BY = "updatedBy";

    private ModelCatalogDocuments() {}

    static BsonDocument of(StoredCatalog catalog) {
        JsonNode content = catalog.content();
        return Fields.empty()
                .put(Fields.ID, ID)
                .put(REVISION, catalog.revision())
                .put(CONTENT, content == null ? null : Json.text(content))
                .put(UPDATED_AT, catalog.updatedAt())
                .put(UPDATED_BY, catalog.updatedBy())
                .document();
    }

    static BsonDocument current() {
        return new BsonDocument(Fields.ID, new BsonString(ID));
    }

    static BsonDocument atRevision(int revision) {
        return current().append(REVISION, new BsonInt32(revision));
    }

    static StoredCatalog catalog(BsonDocument document) {
        Fields fields = new Fields(document);
        String content = fields.textOrNull(CONTENT);
        return new StoredCatalog(
                fields.integer(REVISION),
                content == null ? null : StoredJson.read(content, JsonNode.class),
                fields.time(UPDATED_AT),
                fields.text(UPDATED_BY));
    }
}

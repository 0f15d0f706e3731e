package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.routing.CatalogJson;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.ModelCatalog;
import dev.keelson.core.routing.StoredCatalog;

/** The model catalogue as JSON. */
final class ModelCatalogJson {

    private ModelCatalogJson() {}

    static ObjectNode of(CatalogUpdates.State state) {
        ObjectNode json = Json.object()
                .put("version", state.catalog().version())
                .put("asOf", state.catalog().asOf().toString());
        json.setAll(revision(state.stored()));
        json.set("problems", PageJson.texts(state.problems()));
        json.set("models", PageJson.array(state.catalog().entries(), ModelCatalogJson::entry));
        return json;
    }

    /** The entries that came over the API, after a lost compare-and-set. */
    static ObjectNode stored(StoredCatalog stored) {
        ObjectNode json = revision(stored);
        OptionalFields.put(json, "content", stored.content());
        return json;
    }

    private static ObjectNode revision(StoredCatalog stored) {
        ObjectNode json = Json.object().put("revision", stored.revision());
        if (stored.revision() > 0) {
            json.put("updatedAt", stored.updatedAt().toString()).put("updatedBy", stored.updatedBy());
        }
        return json;
    }

    private static ObjectNode entry(ModelCatalog.Entry entry) {
        return CatalogJson.of(entry.model()).put("origin", entry.origin().id());
    }
}

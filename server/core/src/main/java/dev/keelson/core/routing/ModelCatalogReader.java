package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads entries of the model catalogue from JSON and refuses what its schema does not allow. */
public final class ModelCatalogReader {
    private static final JsonNode SCHEMA = Json.parse(resource("model-catalog.schema.json"));
    private static final CompiledSchema COMPILED = CompiledSchema.of(SCHEMA);

    private ModelCatalogReader() {}

    /** The JSON Schema of a catalogue. */
    public static JsonNode schema() {
        return SCHEMA;
    }

    /** The entries that this release brings. */
    public static CatalogLayer builtIn() {
        return read(CatalogLayer.Origin.BUILT_IN, Json.parse(resource("model-catalog.json")));
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID} with every violation. */
    public static CatalogLayer read(CatalogLayer.Origin origin, JsonNode json) {
        List<Violation> violations = new ArrayList<>(COMPILED.validate(json));
        if (violations.isEmpty()) {
            violations.addAll(doubles(json.get("models")));
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the model catalogue breaks its schema", violations);
        }
        List<CatalogModel> models = new ArrayList<>();
        json.get("models").forEach(model -> models.add(CatalogJson.model(model)));
        return new CatalogLayer(origin, LocalDate.parse(json.get("asOf").asText()), models);
    }

    private static List<Violation> doubles(JsonNode models) {
        Set<String> known = new HashSet<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String id = models.get(i).get("provider").asText() + "/"
                    + models.get(i).get("id").asText();
            if (!known.add(id)) {
                violations.add(Violation.at("/models/" + i, "unique", "model listed twice: " + id));
            }
        }
        return violations;
    }

    private static byte[] resource(String name) {
        try (InputStream in = ModelCatalogReader.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

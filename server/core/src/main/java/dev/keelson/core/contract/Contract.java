package dev.keelson.core.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.CanonicalJson;
import java.util.Objects;

/**
 * What callers depend on: the schemas of an agent's input and output, JSON Schema 2020-12.
 *
 * <p>Two contracts are equal to callers when their digests are.
 */
public record Contract(JsonNode input, JsonNode output) {

    public Contract {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
    }

    /** A schema without the keywords that only describe: what callers depend on. */
    public static JsonNode assertions(JsonNode schema) {
        return Annotations.strip(schema);
    }

    /** Covers every keyword but annotations: a changed description is behaviour, not contract. */
    @JsonIgnore
    public String digest() {
        return CanonicalJson.digest(new Contract(Annotations.strip(input), Annotations.strip(output)));
    }
}

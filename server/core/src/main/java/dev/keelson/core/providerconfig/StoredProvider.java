package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A provider that was configured through the API.
 *
 * @param settings JSON object without any secret value; may hold {@code {"secret": "<name>"}}
 * @param secrets by setting
 * @param revision 1, 2, 3...; compare-and-set goes by it
 */
public record StoredProvider(
        String name,
        String kind,
        JsonNode settings,
        Map<String, StoredSecret> secrets,
        int revision,
        Instant changedAt,
        String changedBy) {
    /** How many may be stored. */
    public static final int MAX_COUNT = 100;

    public StoredProvider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        settings = settings.deepCopy();
        secrets = Map.copyOf(secrets);
    }
}

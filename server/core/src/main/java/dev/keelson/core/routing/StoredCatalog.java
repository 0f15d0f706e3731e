package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the model catalogue that came over the API.
 *
 * @param revision grows by one with each change; compare-and-set goes by it
 * @param content valid by the catalogue's schema; null when there are none, so that those below hold again
 */
public record StoredCatalog(int revision, @Nullable JsonNode content, Instant updatedAt, String updatedBy) {
    /** Before the first change. */
    public static final StoredCatalog NONE = new StoredCatalog(0, null, Instant.EPOCH, "");
}

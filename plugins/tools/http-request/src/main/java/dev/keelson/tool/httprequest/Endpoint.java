package dev.keelson.tool.httprequest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent declares about one endpoint, checked.
 *
 * @param bodyTemplate null when the body is the object of the arguments that the URL does not use
 */
record Endpoint(
        Method method,
        UrlTemplate url,
        String description,
        Parameters parameters,
        Map<String, String> headers,
        BearerToken bearerToken,
        @Nullable BodyTemplate bodyTemplate,
        Limits limits) {

    Optional<BodyTemplate> template() {
        return Optional.ofNullable(bodyTemplate);
    }

    /** Bounds of one call. */
    record Limits(Duration timeout, int maxResponseBytes) {}
}

package dev.keelson.provider.google;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function call as it stands in the history, waiting for its result.
 *
 * @param id as the host knows it
 * @param wireId as it is sent; null when Gemini gave none
 * @param name as it is sent
 */
record SentCall(String id, @Nullable String wireId, String name) {

    Map<String, Object> response(String output) {
        Map<String, Object> response = new LinkedHashMap<>();
        if (wireId != null) {
            response.put("id", wireId);
        }
        response.put("name", name);
        response.put("response", Map.of("output", output));
        return Map.of("functionResponse", response);
    }
}

package dev.keelson.dist.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.dist.RunningKeelson;
import java.util.Map;

/**
 * A request that a {@link FaultProvider} got.
 *
 * @param atNanos of {@link System#nanoTime()}
 * @param headers lower-case names
 */
record Call(long atNanos, String method, String path, Map<String, String> headers, String body) {

    JsonNode json() {
        return RunningKeelson.json(body);
    }

    boolean asksForStream() {
        return path.contains("streamGenerateContent")
                || (body.startsWith("{") && json().path("stream").asBoolean());
    }
}

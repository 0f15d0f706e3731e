package dev.keelson.plugin.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached a {@link StubHttpServer}.
 *
 * @param target the raw request target with its query, exactly as sent
 * @param headers lower-case name to its values in order
 * @param body the body as UTF-8
 */
public record RecordedRequest(String method, String target, Map<String, List<String>> headers, String body) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}

package dev.keelson.plugin.api.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * An answer whose body is still arriving.
 *
 * @param headers lower-case name to its values in order
 * @param body for exactly one subscriber; read-only buffers in order; cancelling closes the connection
 */
public record OutboundStream(int status, Map<String, List<String>> headers, Flow.Publisher<ByteBuffer> body) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}

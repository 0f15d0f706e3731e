package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.tool.ToolInvocation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the request for one call. Everything but values comes from the endpoint. */
final class RequestWriter {
    private static final String EXECUTION_HEADER = "Keelson-Execution-Id";
    private static final int MAX_BODY_CHARS = 1 << 20;

    private final Endpoint endpoint;
    private final JsonCodec json;

    RequestWriter(Endpoint endpoint, JsonCodec json) {
        this.endpoint = endpoint;
        this.json = json;
    }

    /** Throws {@link RefusedArgument}. */
    OutboundRequest write(ToolInvocation invocation, Duration timeout) {
        Map<String, Object> arguments = declared(invocation.arguments());
        Map<String, Object> others = unused(arguments);
        boolean hasBody = endpoint.method().hasBody();
        URI uri = endpoint.url().fill(arguments, hasBody ? List.of() : query(others));
        // The body is read as a stream and cut by this tool, so the client's own limit must not come first.
        var request = OutboundRequest.request(endpoint.method().name(), uri)
                .timeout(timeout)
                .maxResponseBytes(Integer.MAX_VALUE);
        for (Map.Entry<String, String> header : endpoint.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        if (endpoint.bearerToken().isPresent()) {
            request = request.header("Authorization", endpoint.bearerToken().header());
        }
        if (invocation.executionId().matches("[A-Za-z0-9._-]{1,128}")) {
            request = request.header(EXECUTION_HEADER, invocation.executionId());
        }
        return hasBody ? request.json(body(arguments, others)).build() : request.build();
    }

    private Map<String, Object> declared(Map<String, Object> arguments) {
        Set<String> names = endpoint.parameters().names();
        arguments.keySet().forEach(name -> {
            boolean hidden = endpoint.url().hasQueryName(name) && !names.contains(name);
            if (hidden || !(names.contains(name) || endpoint.parameters().allowsOthers())) {
                throw new RefusedArgument("There is no argument " + shown(name) + ".");
            }
        });
        return arguments;
    }

    private Map<String, Object> unused(Map<String, Object> arguments) {
        Map<String, Object> others = new LinkedHashMap<>(arguments);
        endpoint.url().placeholders().forEach(others::remove);
        return others;
    }

    private List<String> query(Map<String, Object> others) {
        List<String> pairs = new ArrayList<>();
        others.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                list.forEach(item -> pairs.add(pair(name, item)));
            } else if (value != null) {
                pairs.add(pair(name, value));
            }
        });
        return pairs;
    }

    private String pair(String name, @Nullable Object value) {
        boolean compound = value instanceof Map || value instanceof List;
        String text = ArgumentText.of(name, compound ? json.write(value) : value);
        return ArgumentText.encoded(name) + "=" + ArgumentText.encoded(text);
    }

    private String body(Map<String, Object> arguments, Map<String, Object> others) {
        String body = json.write(
                endpoint.template().isPresent() ? endpoint.template().get().fill(arguments) : others);
        if (body.length() > MAX_BODY_CHARS) {
            throw new RefusedArgument("The arguments are longer than " + MAX_BODY_CHARS + " characters.");
        }
        return body;
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "...";
    }
}

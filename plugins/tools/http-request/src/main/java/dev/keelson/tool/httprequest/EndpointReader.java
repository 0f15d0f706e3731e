package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one tool and finds everything that is wrong with them. */
final class EndpointReader {
    private static final int MAX_RESPONSE_BYTES = 1 << 20;
    private static final String URL =
            "Address, with {name} where an argument goes: inside path segments and query values "
                    + "only, such as https://shop.example/orders/{number}?lang={lang}.";
    private static final String PARAMETERS =
            "JSON Schema of the arguments, an object. Closed unless it says otherwise.";
    private static final String BODY_TEMPLATE = "Body for POST, PUT and PATCH, with \"{name}\" where an argument goes. "
            + "Without it, the arguments that the URL does not use are the body; for GET and DELETE they go into the query.";
    private static final String CUT = "Longer answers are cut here; at most " + MAX_RESPONSE_BYTES + ".";
    private static final Set<String> HEADERS_OF_OTHERS = Set.of(
            "authorization",
            "host",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "content-type",
            "expect");

    private final List<String> problems = new ArrayList<>();
    private final PluginConfig config;

    private EndpointReader(PluginConfig config) {
        this.config = config;
    }

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.withDefault("method", ConfigKey.Type.STRING, "GET", "GET, DELETE, POST, PUT or PATCH."),
                ConfigKey.required("url", ConfigKey.Type.STRING, URL),
                ConfigKey.required("description", ConfigKey.Type.STRING, "Tells the model what the tool is for."),
                ConfigKey.optional("parameters", ConfigKey.Type.JSON, PARAMETERS),
                ConfigKey.optional("headers", ConfigKey.Type.JSON, "Headers to send: name to value."),
                ConfigKey.optional("bearerToken", ConfigKey.Type.SECRET, "Credential for the Authorization header."),
                ConfigKey.optional("bodyTemplate", ConfigKey.Type.JSON, BODY_TEMPLATE),
                ConfigKey.withDefault("timeoutMs", ConfigKey.Type.DURATION_MS, 10_000L, "Time for the whole call."),
                ConfigKey.withDefault("maxResponseBytes", ConfigKey.Type.INTEGER, 65_536L, CUT));
    }

    /** Throws {@link PluginException} of type CONFIG that lists every problem. */
    static Endpoint read(PluginConfig config) {
        var reader = new EndpointReader(config);
        Endpoint endpoint = reader.endpoint();
        if (endpoint == null || !reader.problems.isEmpty()) {
            throw new PluginException(ErrorType.CONFIG, String.join("; ", reader.problems));
        }
        return endpoint;
    }

    private @Nullable Endpoint endpoint() {
        Method method = method();
        UrlTemplate url = url();
        Parameters parameters = parameters();
        BodyTemplate body = bodyTemplate();
        Map<String, String> headers = headers();
        BearerToken token = token();
        Endpoint.Limits limits = limits();
        String description = config.string("description").orElse("");
        require(!description.isBlank(), "description: is blank");
        if (method == null || url == null) {
            return null;
        }
        requireUses(method, url, parameters, body);
        return new Endpoint(method, url, description, parameters, headers, token, body, limits);
    }

    private @Nullable Method method() {
        String name = config.string("method").orElse("GET");
        Method method = Method.of(name).orElse(null);
        require(method != null, "method: \"" + name + "\" (expected: one of " + List.of(Method.values()) + ")");
        return method;
    }

    private @Nullable UrlTemplate url() {
        try {
            return UrlTemplateReader.read(config.string("url").orElse(""));
        } catch (IllegalArgumentException broken) {
            problems.add("url: " + broken.getMessage());
            return null;
        }
    }

    private Parameters parameters() {
        Object declared = config.json("parameters").orElse(Parameters.NONE);
        if (declared instanceof Map<?, ?> schema && "object".equals(schema.get("type"))) {
            Object properties = schema.get("properties");
            require(properties == null || properties instanceof Map, "parameters.properties: (expected: an object)");
            return Parameters.of(schema);
        }
        problems.add("parameters: (expected: a JSON Schema with type object)");
        return Parameters.of(Parameters.NONE);
    }

    private @Nullable BodyTemplate bodyTemplate() {
        return config.json("bodyTemplate").map(BodyTemplate::new).orElse(null);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        Object declared = config.json("headers").orElse(Map.of());
        if (declared instanceof Map<?, ?> map) {
            map.forEach((name, value) -> addHeader(name.toString(), value, headers));
        } else {
            problems.add("headers: (expected: an object)");
        }
        return headers;
    }

    private void addHeader(String name, @Nullable Object value, Map<String, String> headers) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken = HEADERS_OF_OTHERS.contains(lower) || lower.startsWith("proxy-");
        require(
                !taken,
                "headers." + name + ": can't be set here"
                        + (lower.equals("authorization") ? " (expected: the setting bearerToken)" : ""));
        require(name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+"), "headers: \"" + name + "\" is no name of a header");
        if (value instanceof String text && text.chars().allMatch(EndpointReader::isHeaderText)) {
            headers.put(name, text);
        } else {
            problems.add("headers." + name + ": (expected: text of visible ASCII characters and blanks)");
        }
    }

    private BearerToken token() {
        BearerToken token = new BearerToken(config.string("bearerToken").orElse(""));
        require(token.fitsAHeader(), "bearerToken: has blanks or characters that a header can't carry");
        return token;
    }

    private Endpoint.Limits limits() {
        long bytes = config.integer("maxResponseBytes").orElse(65_536L);
        require(
                bytes >= 1 && bytes <= MAX_RESPONSE_BYTES,
                "maxResponseBytes: " + bytes + " (expected: 1 to " + MAX_RESPONSE_BYTES + ")");
        long millis = config.integer("timeoutMs").orElse(10_000L);
        require(millis >= 1, "timeoutMs: " + millis + " (expected: >= 1)");
        return new Endpoint.Limits(Duration.ofMillis(Math.max(1, millis)), (int) Math.min(bytes, MAX_RESPONSE_BYTES));
    }

    /** Every placeholder needs a parameter, and every parameter a place. */
    private void requireUses(Method method, UrlTemplate url, Parameters parameters, @Nullable BodyTemplate body) {
        Set<String> used = new LinkedHashSet<>(url.placeholders());
        if (body != null) {
            require(method.hasBody(), "bodyTemplate: " + method + " has no body");
            used.addAll(bodyPlaceholders(body));
        }
        used.forEach(
                name -> require(parameters.names().contains(name), "parameters: has no " + name + ", which is used"));
        url.pathPlaceholders()
                .forEach(name -> require(
                        parameters.isRequired(name),
                        "parameters: " + name + " is in the path, so it must be required"));
        for (String name : parameters.names()) {
            boolean placed = used.contains(name);
            require(placed || body == null, "parameters: " + name + " is used neither in url nor in bodyTemplate");
            require(placed || !url.hasQueryName(name), "parameters: " + name + " would come twice in the query");
        }
    }

    private Set<String> bodyPlaceholders(BodyTemplate body) {
        try {
            return body.placeholders();
        } catch (IllegalArgumentException broken) {
            problems.add("bodyTemplate: " + broken.getMessage());
            return Set.of();
        }
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean isHeaderText(int character) {
        return character >= ' ' && character < 0x7f;
    }
}

package dev.keelson.http;

import io.vertx.core.http.HttpMethod;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One route as it was declared.
 *
 * @param path with parameters in braces: {@code /v1/agents/{agent}}
 */
public record DeclaredRoute(HttpMethod method, String path, Access access, Surface surface, RouteHandler handler) {
    private static final Pattern FORM = Pattern.compile("(/([a-zA-Z0-9._@-]+|\\{[a-z]+}))+|/");
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    public DeclaredRoute {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(surface, "surface");
        Objects.requireNonNull(handler, "handler");
        if (!FORM.matcher(path).matches()) {
            throw new IllegalArgumentException("path: " + path + " (expected: /literal/{parameter}...)");
        }
    }

    /** The name under which the route stands in descriptions: {@code GET /v1/agents/{agent}}. */
    public String id() {
        return method.name() + " " + path;
    }

    /** The path in the router's notation. */
    String routerPath() {
        return PARAMETER.matcher(path).replaceAll(":$1");
    }

    /** Equal for paths that match the same requests. */
    String shape() {
        return PARAMETER.matcher(path).replaceAll("{}");
    }

    boolean matches(String requestPath) {
        return pathPattern().matcher(requestPath).matches();
    }

    /** For answers to wrong methods only, so it is compiled when it is needed. */
    private Pattern pathPattern() {
        StringBuilder regex = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(path);
        int start = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(path.substring(start, parameter.start())))
                    .append("[^/]+");
            start = parameter.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(path.substring(start))).append("/?").toString());
    }
}

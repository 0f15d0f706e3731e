package dev.keelson.tool.httprequest;

import java.util.Arrays;
import java.util.Optional;

/** The HTTP methods that a tool may use, and where their other arguments go. */
enum Method {
    GET(false),
    DELETE(false),
    POST(true),
    PUT(true),
    PATCH(true);

    private final boolean body;

    Method(boolean body) {
        this.body = body;
    }

    static Optional<Method> of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.name().equals(name))
                .findFirst();
    }

    /** Arguments that the URL does not use go into a JSON body; otherwise into the query. */
    boolean hasBody() {
        return body;
    }
}

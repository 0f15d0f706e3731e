package dev.keelson.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the body of a request may be.
 *
 * @param types media types that are accepted; empty means that the route reads no body
 * @param limit bytes
 * @param deadline for the whole body
 * @param optional whether the body may be left out
 */
public record BodyPolicy(List<String> types, int limit, Duration deadline, boolean optional) {
    /** The route reads no body; one that is sent is thrown away. */
    public static final BodyPolicy NONE = new BodyPolicy(List.of(), 0, Duration.ZERO, true);

    static final String JSON = "application/json";
    public static final String MARKDOWN = "text/markdown";

    public BodyPolicy {
        types = List.copyOf(types);
    }

    public static BodyPolicy json(int limit, Duration deadline) {
        return of(limit, deadline, JSON);
    }

    public static BodyPolicy of(int limit, Duration deadline, String... types) {
        return new BodyPolicy(List.of(types), limit, deadline, false);
    }

    /** The same, accepting another media type too. */
    public BodyPolicy or(String type) {
        List<String> all = new ArrayList<>(types);
        all.add(type);
        return new BodyPolicy(all, limit, deadline, optional);
    }

    /** The same, but the body may be left out. */
    public BodyPolicy orNone() {
        return new BodyPolicy(types, limit, deadline, true);
    }
}

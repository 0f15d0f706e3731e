package dev.keelson.http;

import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. Whatever does not fit is named in the failure. */
public final class Query {
    private static final int MAX_PARAMETERS = 50;

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(HttpServerRequest request, List<String> allowed) {
        String text = request.query();
        if (text == null || text.isEmpty()) {
            return new Query(Map.of());
        }
        Map<String, String> values = new HashMap<>();
        decode(text).forEach((name, given) -> {
            if (!allowed.contains(name)) {
                throw ApiRequest.malformed(
                        name, "unknown query parameter: " + name + " (known: " + known(allowed) + ")");
            }
            if (given.size() > 1) {
                throw ApiRequest.malformed(name, "query parameter given twice: " + name);
            }
            values.put(name, given.get(0));
        });
        return new Query(values);
    }

    static void requireNone(HttpServerRequest request) {
        String text = request.query();
        if (text != null && !text.isEmpty()) {
            decode(text).keySet().forEach(name -> {
                throw ApiRequest.malformed(name, "unknown query parameter: " + name + " (known: none)");
            });
        }
    }

    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** Fails with {@link ErrorCode#MALFORMED_REQUEST} when it is missing or empty. */
    public String required(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw ApiRequest.malformed(name, "query parameter missing: " + name);
        }
        return value;
    }

    public @Nullable Integer integer(String name) {
        return parse(name, "a whole number", Integer::valueOf);
    }

    /** Like {@link #integer}, for numbers that may be longer. */
    public @Nullable Long whole(String name) {
        return parse(name, "a whole number", Long::valueOf);
    }

    /** ISO-8601 with a time zone, such as {@code 2026-11-24T10:00:00Z}. */
    public @Nullable Instant instant(String name) {
        return parse(name, "a time such as 2026-11-24T10:00:00Z", Instant::parse);
    }

    /** One of a few words. */
    public <T> @Nullable T choice(String name, Map<String, T> choices) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        T chosen = choices.get(value);
        if (chosen == null) {
            throw unfit(
                    name,
                    "one of "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()));
        }
        return chosen;
    }

    /** The parameters {@code limit} and {@code cursor}. */
    public PageRequest page() {
        Integer limit = integer("limit");
        return new PageRequest(limit == null ? PageRequest.DEFAULT_LIMIT : limit, values.get("cursor"));
    }

    private <T> @Nullable T parse(String name, String expected, Function<String, T> parser) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (NumberFormatException | DateTimeParseException unfit) {
            throw unfit(name, expected);
        }
    }

    private static Map<String, List<String>> decode(String query) {
        try {
            return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MAX_PARAMETERS).parameters();
        } catch (IllegalArgumentException malformed) {
            throw new KeelsonException(
                    ErrorCode.MALFORMED_REQUEST, "the query is not well-formed: a percent sign without two digits");
        }
    }

    private static KeelsonException unfit(String name, String expected) {
        return ApiRequest.malformed(name, "query parameter " + name + " does not fit (expected: " + expected + ")");
    }

    private static String known(List<String> allowed) {
        return allowed.isEmpty() ? "none" : String.join(", ", allowed);
    }
}

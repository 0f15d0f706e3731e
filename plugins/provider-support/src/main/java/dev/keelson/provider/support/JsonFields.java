package dev.keelson.provider.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object of another program, in which every field may be missing, null or of a wrong type. */
public record JsonFields(Map<?, ?> map) {

    public static Optional<JsonFields> of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of(new JsonFields(map)) : Optional.empty();
    }

    public Optional<Object> value(String name) {
        return Optional.ofNullable(map.get(name));
    }

    public Optional<String> text(String name) {
        return value(name).filter(String.class::isInstance).map(String.class::cast);
    }

    public Optional<JsonFields> object(String name) {
        return of(map.get(name));
    }

    /** Empty when there is no list. */
    public List<?> list(String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The objects of a list; what is no object is left out. */
    public List<JsonFields> objects(String name) {
        return list(name).stream().map(JsonFields::of).flatMap(Optional::stream).toList();
    }

    /** A number without its fraction; one that is too large becomes the largest there is. */
    public Optional<Long> integer(String name) {
        return value(name)
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .map(JsonFields::whole);
    }

    /** A count of something: 0 when it is missing or makes no sense. */
    public long count(String name) {
        return Math.max(0, integer(name).orElse(0L));
    }

    private static long whole(Number number) {
        boolean exact = number instanceof Integer || number instanceof Long;
        return exact ? number.longValue() : (long) number.doubleValue();
    }
}

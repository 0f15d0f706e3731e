package dev.keelson.evaluator.fieldmatch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a JSON value, written as in RFC 6901. The empty text is the whole value. */
record JsonPointer(String text, List<String> tokens) {
    private static final int MAX_TOKENS = 64;

    /** Throws {@link IllegalArgumentException} that says what is wrong. */
    static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(text, List.of());
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a JSON Pointer, such as /address/city)");
        }
        if (text.replace("~0", "").replace("~1", "").contains("~")) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: ~ only as ~0 or ~1)");
        }
        List<String> tokens = Arrays.stream(text.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
        if (tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "pointer: " + tokens.size() + " steps (expected: <= " + MAX_TOKENS + ")");
        }
        return new JsonPointer(text, tokens);
    }

    /** Null when there is nothing at this place, or JSON null. */
    @Nullable
    Object find(@Nullable Object root) {
        @Nullable Object value = root;
        for (String token : tokens) {
            if (value instanceof Map<?, ?> map) {
                value = map.get(token);
            } else if (value instanceof List<?> list) {
                value = index(token, list.size()).map(list::get).orElse(null);
            } else {
                return null;
            }
        }
        return value;
    }

    /** The place as people see it. */
    String shown() {
        return text.isEmpty() ? "the output" : text;
    }

    JsonPointer child(String name) {
        String step = name.replace("~", "~0").replace("/", "~1");
        return new JsonPointer(
                text + "/" + step,
                Stream.concat(tokens.stream(), Stream.of(name)).toList());
    }

    private static Optional<Integer> index(String token, int size) {
        if (!token.matches("0|[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(token)).filter(index -> index < size);
    }
}

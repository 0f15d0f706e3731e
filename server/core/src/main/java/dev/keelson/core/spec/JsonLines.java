package dev.keelson.core.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keelson.core.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Says on which line of a JSON text a value starts. */
record JsonLines(Map<String, Integer> lines) {

    /** {@code text}: well-formed JSON. */
    static JsonLines of(String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = Json.mapper().getFactory().createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
                    String pointer = parser.getParsingContext().pathAsPointer().toString();
                    lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
                }
                token = parser.nextToken();
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return new JsonLines(Map.copyOf(lines));
    }

    /** 1-based; the first line for a pointer to nothing. */
    int lineOf(String pointer) {
        return lines.getOrDefault(pointer, 1);
    }
}

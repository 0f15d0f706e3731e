package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.keelson.core.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads back JSON that Keelson itself stored. It may be deeper and its strings longer than what a request may bring: a
 * trace wraps an input, and a span holds a request as a string.
 */
final class StoredJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4 * Json.MAX_DEPTH)
                    .maxStringLength(16 << 20)
                    .maxNumberLength(Json.MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private StoredJson() {}

    /** Anything unexpected is a fault of the store. */
    static <T> T read(byte[] utf8, Class<T> type) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return Json.mapper().readValue(parser, type);
        } catch (IOException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
    }

    static <T> T read(String text, Class<T> type) {
        return read(text.getBytes(StandardCharsets.UTF_8), type);
    }
}

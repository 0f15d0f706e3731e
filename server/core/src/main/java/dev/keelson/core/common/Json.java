package dev.keelson.core.common;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The one JSON configuration: strict where it reads (no duplicate keys, no trailing text, nesting at most
 * {@value #MAX_DEPTH}, numbers at most {@value #MAX_NUMBER_LENGTH} characters), ISO-8601 times, exact decimals.
 */
public final class Json {
    public static final int MAX_DEPTH = 64;
    public static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_STRING_LENGTH = 8 << 20;
    /** The parser names the method that holds a limit; that tells a caller nothing. */
    private static final Pattern LIBRARY_NAME = Pattern.compile("\\((\\d+), from `[^`]*`\\)");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Fails with {@link ErrorCode#MALFORMED_JSON}, naming line and column. */
    public static JsonNode parse(byte[] utf8) {
        requireUtf8(utf8);
        try {
            return requireValue(MAPPER.readTree(utf8));
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Fails with {@link ErrorCode#MALFORMED_JSON}, naming line and column. */
    public static JsonNode parse(String text) {
        try {
            return requireValue(MAPPER.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    /** Reads what Keelson itself wrote; anything unexpected is a fault of the store. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
    }

    private static JsonNode requireValue(JsonNode node) {
        if (node.isMissingNode()) {
            throw new KeelsonException(ErrorCode.MALFORMED_JSON, "empty body (expected: one JSON value)");
        }
        return node;
    }

    private static void requireUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException invalid) {
            throw new KeelsonException(ErrorCode.MALFORMED_JSON, "the body is not valid UTF-8", invalid);
        }
    }

    private static KeelsonException malformed(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String message = LIBRARY_NAME.matcher(failure.getOriginalMessage()).replaceAll("($1)");
        return new KeelsonException(ErrorCode.MALFORMED_JSON, message + where, failure);
    }
}

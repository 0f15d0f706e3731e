package dev.keelson.plugin.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link JsonCodec} of the test context. */
final class JacksonJsonCodec implements JsonCodec {
    private static final int MAX_READ_DEPTH = 64;
    private static final int MAX_WRITE_DEPTH = 256;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final List<Class<?>> SCALARS = List.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Short.class,
            Byte.class);

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_READ_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public @Nullable Object read(String json) {
        try {
            return mapper.readValue(json, Object.class);
        } catch (JsonProcessingException failure) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "not one JSON value: " + failure.getOriginalMessage());
        }
    }

    @Override
    public String write(@Nullable Object value) {
        requireJson(value, 0);
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("can't be written as JSON: " + failure.getOriginalMessage(), failure);
        }
    }

    private static void requireJson(@Nullable Object value, int depth) {
        if (depth > MAX_WRITE_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_WRITE_DEPTH);
        }
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(JacksonJsonCodec::requireText);
            map.values().forEach(child -> requireJson(child, depth + 1));
        } else if (value instanceof Collection<?> list) {
            list.forEach(child -> requireJson(child, depth + 1));
        } else if (value instanceof Double || value instanceof Float) {
            requireFinite(((Number) value).doubleValue());
        } else if (value != null && !SCALARS.contains(value.getClass())) {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
    }

    private static void requireText(@Nullable Object key) {
        if (!(key instanceof String)) {
            throw new IllegalArgumentException("key: " + key + " (expected: text)");
        }
    }

    private static void requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
    }
}

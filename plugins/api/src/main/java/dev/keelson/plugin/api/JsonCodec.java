package dev.keelson.plugin.api;

import org.jspecify.annotations.Nullable;

/**
 * JSON text to JDK values and back, so that a plugin needs no JSON library. Objects are {@code Map<String, Object>} in
 * document order, arrays {@code List<Object>}, numbers {@code Integer}, {@code Long}, {@code BigInteger} or
 * {@code BigDecimal}, and JSON null is {@code null}.
 *
 * <p>Reading refuses duplicate keys, trailing text, nesting deeper than 64 and numbers longer than 1,000 digits.
 */
public interface JsonCodec {

    /** Throws {@link PluginException} of type {@link ErrorType#MALFORMED_RESPONSE} when the text is not one JSON value. */
    @Nullable
    Object read(String json);

    /** Compact text, keys in the map's order. Throws {@link IllegalArgumentException} on a value that JSON does not have. */
    String write(@Nullable Object value);
}

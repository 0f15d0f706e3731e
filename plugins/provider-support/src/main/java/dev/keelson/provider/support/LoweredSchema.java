package dev.keelson.provider.support;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema beside the form in which the upstream gets it.
 *
 * @param isStrict the lowered form lies in the subset that upstreams enforce token by token
 * @param isNullable some optional property was made required and nullable
 * @param isWrapped the root was no object and became the property {@code value} of one
 */
public record LoweredSchema(
        Map<String, Object> original,
        Map<String, Object> lowered,
        boolean isStrict,
        boolean isNullable,
        boolean isWrapped) {
    public static final String WRAPPER = "value";

    public boolean isRewritten() {
        return isNullable || isWrapped;
    }

    /** The answer in the original's form. */
    @Nullable
    public Object restore(@Nullable Object answer) {
        Object value =
                isWrapped && answer instanceof Map<?, ?> map && map.containsKey(WRAPPER) ? map.get(WRAPPER) : answer;
        return isNullable ? new AnswerRestorer(original).restore(value) : value;
    }
}

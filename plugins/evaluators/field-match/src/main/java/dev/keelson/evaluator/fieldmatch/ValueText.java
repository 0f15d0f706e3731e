package dev.keelson.evaluator.fieldmatch;

import dev.keelson.plugin.api.JsonCodec;
import org.jspecify.annotations.Nullable;

/** Shows values in reasons, shortened. */
record ValueText(JsonCodec json) {
    private static final int MAX_LENGTH = 100;

    String of(@Nullable Object value) {
        String text = json.write(value);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}

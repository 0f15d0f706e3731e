package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.stream.Collectors;

/** JSON values as they stand in reasons: shortened, because schemas come from callers. */
final class Words {
    private static final int MAX_LENGTH = 80;
    private static final int MAX_VALUES = 8;

    private Words() {}

    static String of(JsonNode value) {
        return shortened(value.toString());
    }

    static String of(Collection<JsonNode> values) {
        String some = values.stream().limit(MAX_VALUES).map(Words::of).collect(Collectors.joining(", "));
        return values.size() > MAX_VALUES ? some + " and " + (values.size() - MAX_VALUES) + " more" : some;
    }

    static String shortened(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end) + "...";
    }
}

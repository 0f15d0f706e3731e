package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;

/** The credential of one upstream; never prints itself. Empty when the upstream needs none. */
public record ApiKey(String value) {
    private static final String MASK = "***";

    public ApiKey {
        if (!value.chars().allMatch(ApiKey::isVisibleAscii)) {
            throw new PluginException(ErrorType.CONFIG, "apiKey: has blanks or characters that a header can't carry");
        }
    }

    public boolean isPresent() {
        return !value.isEmpty();
    }

    public String header() {
        return "Bearer " + value;
    }

    /** The text without the key: upstreams like to quote it in their errors. */
    public String redact(String text) {
        return isPresent() ? text.replace(value, MASK) : text;
    }

    @Override
    public String toString() {
        return MASK;
    }

    private static boolean isVisibleAscii(int character) {
        return character > ' ' && character < 0x7f;
    }
}

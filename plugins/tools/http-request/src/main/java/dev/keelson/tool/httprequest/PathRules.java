package dev.keelson.tool.httprequest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Keeps values inside the path segment they were declared for. Escaping alone is not enough: many servers and proxies
 * unescape a path before they split it, some of them twice, and cut parameters after a semicolon.
 */
final class PathRules {
    private static final int MAX_LAYERS = 4;

    private PathRules() {}

    /** {@code value}: what the model gave for one placeholder, not yet escaped. */
    static void requireInsideSegment(String name, String value) {
        String layer = value;
        for (int i = 0; i < MAX_LAYERS; i++) {
            boolean leaves = layer.chars().anyMatch(each -> each == '/' || each == '\\' || each < ' ' || each == 0x7f);
            if (leaves) {
                throw refused(name);
            }
            String next = unescaped(layer);
            if (next.equals(layer)) {
                return;
            }
            layer = next;
        }
        throw refused(name);
    }

    /** {@code segment}: a whole segment, escaped, with its values in it. */
    static void requireNoDots(String name, String segment) {
        String layer = segment;
        for (int i = 0; i < MAX_LAYERS; i++) {
            layer = unescaped(layer);
        }
        String plain = layer.split(";", 2)[0].strip();
        if (plain.isEmpty() || plain.equals(".") || plain.equals("..")) {
            throw refused(name);
        }
    }

    private static RefusedArgument refused(String name) {
        return new RefusedArgument(
                "The argument " + name + " has a value that can't stand in the address: it must not be "
                        + "empty and must not contain slashes, dots alone or control characters.");
    }

    /** One layer of percent escapes removed; what is no escape stays. */
    private static String unescaped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] result = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int escaped = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            result[length++] = escaped < 0 ? bytes[i] : (byte) escaped;
            i += escaped < 0 ? 0 : 2;
        }
        return new String(result, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}

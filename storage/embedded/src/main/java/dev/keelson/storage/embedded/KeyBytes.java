package dev.keelson.storage.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of one index key. */
final class KeyBytes {
    private static final int FIRST_OF_THREE_BYTES = 0x800;

    private byte[] bytes = new byte[48];
    private int length;

    static KeyBytes startingWith(byte[] prefix) {
        KeyBytes key = new KeyBytes();
        key.addAll(prefix);
        return key;
    }

    int length() {
        return length;
    }

    void add(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    void addAll(byte[] values) {
        for (byte value : values) {
            add(value);
        }
    }

    void addLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            add((int) (value >>> shift));
        }
    }

    /** Adds text so that keys sort like {@link String#compareTo}, and no text is the beginning of another. */
    void addText(String text) {
        for (int i = 0; i < text.length(); i++) {
            addChar(text.charAt(i));
        }
        add(0);
        add(1);
    }

    /** Turns everything from {@code start} on around, so that it sorts descending. */
    void invertFrom(int start) {
        for (int i = start; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] concat(byte[] first, int lastByte) {
        byte[] both = Arrays.copyOf(first, first.length + 1);
        both[first.length] = (byte) lastByte;
        return both;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    // Each UTF-16 unit by itself, like UTF-8 would write it: real UTF-8 would sort surrogates after U+E000..U+FFFF, and
    // the matcher, which has the last word on every range, compares UTF-16 units.
    private void addChar(char unit) {
        if (unit < 0x80) {
            addEscapedByte(unit);
        } else if (unit < FIRST_OF_THREE_BYTES) {
            add(0xC0 | (unit >> 6));
            add(0x80 | (unit & 0x3F));
        } else {
            add(0xE0 | (unit >> 12));
            add(0x80 | ((unit >> 6) & 0x3F));
            add(0x80 | (unit & 0x3F));
        }
    }

    private void addEscapedByte(int value) {
        add(value);
        if ((value & 0xFF) == 0) {
            add(0xFF);
        }
    }
}

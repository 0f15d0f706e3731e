package dev.keelson.provider.openaicompatible;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gathers a body that is read as a whole; bytes over the limit are left out. */
final class Collected {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;

    Collected(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(ByteBuffer buffer) {
        byte[] part = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
        buffer.get(part);
        bytes.writeBytes(part);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

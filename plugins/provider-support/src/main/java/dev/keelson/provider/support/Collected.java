package dev.keelson.provider.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gathers a body that is read as a whole; bytes over the limit are left out. */
public final class Collected {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;

    public Collected(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public void add(ByteBuffer buffer) {
        byte[] part = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
        buffer.get(part);
        bytes.writeBytes(part);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.ChatChunk;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the body of an answer with a bad status, which ends in the failure that it describes. */
final class ErrorReader implements BodyReader {
    private static final int MAX_BYTES = 64 << 10;

    private final Collected body = new Collected(MAX_BYTES);
    private final ErrorHead head;
    private final ErrorMapper errors;

    ErrorReader(ErrorHead head, ErrorMapper errors) {
        this.head = head;
        this.errors = errors;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        body.add(bytes);
        return List.of();
    }

    @Override
    public List<ChatChunk> end() {
        throw errors.ofStatus(head, body.text());
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    /** The status says enough, even when the rest does not arrive. */
    @Override
    public boolean isWhole() {
        return true;
    }
}

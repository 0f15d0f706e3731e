package dev.keelson.provider.support;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;

/** Reads the body of an answer with a bad status, which ends in the failure that it describes. */
final class FailureReader implements BodyReader {
    private static final int MAX_BYTES = 64 << 10;

    private final Collected body = new Collected(MAX_BYTES);
    private final ResponseHead head;
    private final BiFunction<ResponseHead, String, PluginException> failure;

    FailureReader(ResponseHead head, BiFunction<ResponseHead, String, PluginException> failure) {
        this.head = head;
        this.failure = failure;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        body.add(bytes);
        return List.of();
    }

    @Override
    public List<ChatChunk> end() {
        throw failure.apply(head, body.text());
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

package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.ResponseHead;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads with another reader and puts the id of the request on its failures. */
final class TracedReader implements BodyReader {
    private final ResponseHead head;
    private final BodyReader reader;

    TracedReader(ResponseHead head, BodyReader reader) {
        this.head = head;
        this.reader = reader;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        return RequestId.onFailureOf(head, () -> reader.read(bytes));
    }

    @Override
    public List<ChatChunk> end() {
        return RequestId.onFailureOf(head, reader::end);
    }

    @Override
    public boolean isFinished() {
        return reader.isFinished();
    }

    @Override
    public boolean isWhole() {
        return reader.isWhole();
    }
}

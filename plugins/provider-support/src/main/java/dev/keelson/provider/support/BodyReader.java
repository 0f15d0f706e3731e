package dev.keelson.provider.support;

import dev.keelson.plugin.api.provider.ChatChunk;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes chunks from an arriving body. Throws {@link dev.keelson.plugin.api.PluginException}. Not thread-safe. */
public interface BodyReader {

    /** The chunks that these bytes complete. */
    List<ChatChunk> read(ByteBuffer bytes);

    /** The chunks that the end of the body completes; throws when the body may not end here. */
    List<ChatChunk> end();

    /** The last chunk has been given out; whatever follows is of no interest. */
    boolean isFinished();

    /** Whether the answer is whole, so that a connection which breaks now has lost nothing of it. */
    boolean isWhole();
}

package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import org.jspecify.annotations.Nullable;

/** Cuts the byte stream into messages, and refuses large ones before they are read into memory. */
final class MessageDecoder extends MongoWireProtocolHandler {
    private static final int HEADER_BYTES = 16;
    /** Enough for hello and SCRAM, and too little to nest documents deep. */
    private static final int MAX_UNAUTHENTICATED_BYTES = 16 << 10;

    private volatile int maxBytes = MAX_UNAUTHENTICATED_BYTES;

    void allowLargeMessages() {
        maxBytes = MAX_MESSAGE_SIZE_BYTES;
    }

    @Override
    protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf buffer) throws Exception {
        if (buffer.readableBytes() >= Integer.BYTES) {
            int length = buffer.getIntLE(buffer.readerIndex());
            if (length < HEADER_BYTES || length > maxBytes) {
                throw new CorruptedFrameException(
                        "message length: " + length + " (expected: " + HEADER_BYTES + " to " + maxBytes + ")");
            }
        }
        return super.decode(context, buffer);
    }
}

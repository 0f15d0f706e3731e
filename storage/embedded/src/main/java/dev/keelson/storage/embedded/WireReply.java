package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Puts replies into messages of the wire protocol. */
final class WireReply {
    private WireReply() {}

    /** The form of every reply but one. */
    static ByteBuf message(MessageHeader request, Reply reply, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.buffer();
        try {
            writeHeader(buffer, request, OpCode.OP_MSG);
            buffer.writeIntLE(0).writeByte(MongoMessage.SECTION_KIND_BODY);
            reply.writeTo(buffer);
            return buffer.setIntLE(0, buffer.readableBytes());
        } catch (RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    /** The old form, in which drivers want the answer to their very first message. */
    static ByteBuf legacy(MessageHeader request, Document reply, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.buffer();
        writeHeader(buffer, request, OpCode.OP_REPLY);
        int noFlags = 0;
        long noCursor = 0;
        int startingFrom = 0;
        int documents = 1;
        buffer.writeIntLE(noFlags)
                .writeLongLE(noCursor)
                .writeIntLE(startingFrom)
                .writeIntLE(documents);
        Reply.of(reply).writeTo(buffer);
        return buffer.setIntLE(0, buffer.readableBytes());
    }

    private static void writeHeader(ByteBuf buffer, MessageHeader request, OpCode code) {
        int lengthToBeSet = 0;
        buffer.writeIntLE(lengthToBeSet)
                .writeIntLE(request.getRequestID())
                .writeIntLE(request.getRequestID())
                .writeIntLE(code.getId());
    }
}

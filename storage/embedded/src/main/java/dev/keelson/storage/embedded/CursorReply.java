package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.wire.BsonConstants;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A batch of a cursor. The documents are copied as they are stored, without being encoded again.
 *
 * @param batchField {@code firstBatch} or {@code nextBatch}
 * @param cursorId 0 if this was the last batch
 */
record CursorReply(String namespace, String batchField, List<byte[]> batch, long cursorId) implements Reply {

    CursorReply {
        batch = List.copyOf(batch);
    }

    @Override
    public void writeTo(ByteBuf buffer) {
        int start = begin(buffer);
        field(buffer, BsonConstants.TYPE_EMBEDDED_DOCUMENT, "cursor");
        int cursor = begin(buffer);
        field(buffer, BsonConstants.TYPE_ARRAY, batchField);
        writeBatch(buffer);
        field(buffer, BsonConstants.TYPE_INT64, "id");
        buffer.writeLongLE(cursorId);
        field(buffer, BsonConstants.TYPE_UTF8_STRING, "ns");
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        buffer.writeIntLE(name.length + 1).writeBytes(name).writeByte(0);
        end(buffer, cursor);
        field(buffer, BsonConstants.TYPE_DOUBLE, "ok");
        buffer.writeLongLE(Double.doubleToRawLongBits(1.0));
        end(buffer, start);
    }

    private void writeBatch(ByteBuf buffer) {
        int start = begin(buffer);
        for (int i = 0; i < batch.size(); i++) {
            field(buffer, BsonConstants.TYPE_EMBEDDED_DOCUMENT, Integer.toString(i));
            buffer.writeBytes(batch.get(i));
        }
        end(buffer, start);
    }

    private static int begin(ByteBuf buffer) {
        int start = buffer.writerIndex();
        buffer.writeIntLE(0);
        return start;
    }

    private static void end(ByteBuf buffer, int start) {
        buffer.writeByte(BsonConstants.TERMINATING_BYTE);
        buffer.setIntLE(start, buffer.writerIndex() - start);
    }

    private static void field(ByteBuf buffer, int type, String name) {
        buffer.writeByte(type).writeBytes(name.getBytes(StandardCharsets.UTF_8)).writeByte(0);
    }
}

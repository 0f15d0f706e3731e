package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Documents as the immutable BSON bytes in which they are stored, within the limits of MongoDB. */
final class BsonBytes {
    private static final int MAX_DEPTH = 100;

    private BsonBytes() {}

    /** Fails if the document is larger than 16 MB or nested deeper than 100 levels. */
    static byte[] encode(Document document) {
        requireDepth(document, 1);
        ByteBuf buffer = ByteBufAllocator.DEFAULT.heapBuffer();
        try {
            BsonEncoder.encodeDocument(document, buffer);
            requireSize(buffer.readableBytes());
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            return bytes;
        } finally {
            buffer.release();
        }
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    private static void requireSize(int size) {
        if (size > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw CommandErrors.tooLarge(
                    "object size: " + size + " bytes (expected: <= " + BsonConstants.MAX_BSON_OBJECT_SIZE + ")");
        }
    }

    private static void requireDepth(@Nullable Object value, int depth) {
        if (value instanceof Document document) {
            requireChildrenDepth(document.values(), depth);
        } else if (value instanceof Collection<?> elements) {
            requireChildrenDepth(elements, depth);
        }
    }

    private static void requireChildrenDepth(Collection<?> children, int depth) {
        if (depth > MAX_DEPTH) {
            throw CommandErrors.badValue("nesting: more than " + MAX_DEPTH + " levels");
        }
        for (Object child : children) {
            requireDepth(child, depth + 1);
        }
    }
}

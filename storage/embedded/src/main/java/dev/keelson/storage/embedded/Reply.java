package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;

/** The answer to a command. */
interface Reply {

    /** Appends the answer as one BSON document. */
    void writeTo(ByteBuf buffer);

    static Reply of(Document document) {
        return buffer -> BsonEncoder.encodeDocument(document, buffer);
    }

    static Reply ok() {
        return of(new Document("ok", 1.0));
    }
}

package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The commands about the server itself, which need no data and, but for one, no authentication. */
final class ServerCommands {
    /** As MongoDB 7.0: drivers refuse servers whose wire version is too old for them. */
    private static final int WIRE_VERSION = 21;

    private static final List<Integer> VERSION = List.of(7, 0, 0, 0);
    private static final String VERSION_TEXT = "7.0.0";
    private static final int MAX_WRITE_BATCH = 100_000;

    private static final Map<String, Supplier<Document>> UNAUTHENTICATED = Map.of(
            "hello", ServerCommands::hello,
            "isMaster", ServerCommands::hello,
            "ismaster", ServerCommands::hello,
            "ping", () -> new Document("ok", 1.0));

    private ServerCommands() {}

    static boolean needsNoAuthentication(String command) {
        return UNAUTHENTICATED.containsKey(command);
    }

    static Document answer(String command) {
        Supplier<Document> answer = UNAUTHENTICATED.get(command);
        if (answer == null) {
            throw CommandErrors.commandNotFound(command);
        }
        return answer.get();
    }

    static Reply buildInfo(Command command, StoreView view) {
        return Reply.of(new Document("version", VERSION_TEXT)
                .append("versionArray", VERSION)
                .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
                .append("ok", 1.0));
    }

    private static Document hello() {
        return new Document("helloOk", true)
                .append("ismaster", true)
                .append("isWritablePrimary", true)
                .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
                .append("maxMessageSizeBytes", MongoWireProtocolHandler.MAX_MESSAGE_SIZE_BYTES)
                .append("maxWriteBatchSize", MAX_WRITE_BATCH)
                .append("localTime", Instant.now())
                .append("minWireVersion", 0)
                .append("maxWireVersion", WIRE_VERSION)
                .append("readOnly", false)
                .append("ok", 1.0);
    }
}

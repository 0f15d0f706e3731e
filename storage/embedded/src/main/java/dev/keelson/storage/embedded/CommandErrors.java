package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;

/** The errors that commands of the embedded store answer with, under MongoDB's codes. */
final class CommandErrors {
    private static final int UNKNOWN_ERROR = 8;

    private CommandErrors() {}

    static MongoServerError badValue(String message) {
        return new MongoServerError(2, "BadValue", message);
    }

    static MongoServerError unauthorized(String command) {
        return new MongoServerError(13, "Unauthorized", "command " + command + " requires authentication");
    }

    static MongoServerError authenticationFailed() {
        return new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
    }

    static MongoServerError namespaceNotFound(String namespace) {
        return new MongoServerError(26, "NamespaceNotFound", "ns does not exist: " + namespace);
    }

    static MongoServerError cursorNotFound(long cursorId) {
        return new MongoServerError(43, "CursorNotFound", "cursor id " + cursorId + " not found");
    }

    static MongoServerError timeExpired() {
        return new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
    }

    static MongoServerError commandNotFound(String command) {
        return new MongoServerError(59, "CommandNotFound", "no such command: '" + command + "'");
    }

    static MongoServerError invalidNamespace(String name) {
        return new MongoServerError(73, "InvalidNamespace", "Invalid namespace specified '" + name + "'");
    }

    static MongoServerError of(int code, String codeName, String message) {
        return new MongoServerError(code, codeName, message);
    }

    static MongoServerError shuttingDown(String message) {
        return new MongoServerError(91, "ShutdownInProgress", message);
    }

    /** What the embedded store leaves out on purpose. */
    static MongoServerError unsupported(String what) {
        return new MongoServerError(115, "CommandNotSupported", what + " is not supported by the embedded store");
    }

    static MongoServerError duplicateKey(String namespace, IndexDefinition index, Document keyValue) {
        String message = "E11000 duplicate key error collection: " + namespace + " index: " + index.name()
                + " dup key: " + keyValue;
        return new MongoServerError(11000, "DuplicateKey", message);
    }

    static MongoServerError tooLarge(String message) {
        return new MongoServerError(10334, "BSONObjectTooLarge", message);
    }

    /** The reply of a command that failed with anything at all. */
    static Document reply(Throwable failure) {
        Document reply = new Document("ok", 0.0);
        addTo(reply, failure);
        return reply;
    }

    /** The entry of {@code writeErrors} for the statement at this index. */
    static Document writeError(int index, MongoServerException failure) {
        Document error = new Document("index", index);
        addTo(error, failure);
        return error;
    }

    private static void addTo(Document target, Throwable failure) {
        if (failure instanceof MongoServerError error) {
            target.append("errmsg", error.getMessageWithoutErrorCode());
            target.append("code", error.getCode());
            target.append("codeName", error.getCodeName());
            return;
        }
        String message = failure instanceof MongoServerException expected
                ? expected.getMessageWithoutErrorCode()
                : "internal error: " + failure;
        target.append("errmsg", message).append("code", UNKNOWN_ERROR).append("codeName", "UnknownError");
    }
}

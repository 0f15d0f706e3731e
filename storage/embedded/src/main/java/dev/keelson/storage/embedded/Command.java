package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;

/**
 * One command as it came over the wire.
 *
 * @param name its first field, which is also where most commands name their collection
 */
record Command(String name, String database, Document body) {

    static Command of(String database, Document body) {
        if (body.isEmpty()) {
            throw CommandErrors.badValue("command: empty document");
        }
        return new Command(body.keySet().iterator().next(), database, body);
    }

    /** The full name of the collection that the command is about. */
    String namespace() {
        return database + "." + Fields.string(body, name);
    }
}

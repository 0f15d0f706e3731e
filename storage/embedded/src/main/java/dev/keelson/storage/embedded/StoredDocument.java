package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;

/**
 * A document as found in the store.
 *
 * @param id its place: the key of its {@code _id}
 * @param bytes its BSON, never to be changed
 * @param document the same, decoded for whoever found it
 */
record StoredDocument(byte[] id, byte[] bytes, Document document) {}

package dev.keelson.storage.embedded;

/** One field of an index and its direction. */
record IndexField(String path, boolean ascending) {}

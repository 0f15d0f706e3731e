/**
 * The embedded store: the MongoDB wire protocol on loopback over one H2 MVStore file, so that a single machine needs no
 * database server and the rest of Keelson talks to it with the ordinary MongoDB driver.
 *
 * <p>{@link dev.keelson.storage.embedded.EmbeddedStore} is the entry point. A write is acknowledged only after it has
 * been synced to disk, and a reader sees only what has been synced. The README of this module lists what is supported;
 * everything else is refused with an error that names it, never ignored.
 *
 * <p>Threads: two event loops move bytes, a few reader threads answer queries from an immutable
 * {@link dev.keelson.storage.embedded.StoreView}, and exactly one thread, that of
 * {@link dev.keelson.storage.embedded.GroupCommit}, changes anything. What belongs to that thread says so.
 */
@NullMarked
package dev.keelson.storage.embedded;

import org.jspecify.annotations.NullMarked;

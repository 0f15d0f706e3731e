/** Core's repositories on anything that speaks the MongoDB wire protocol: a MongoDB, or the embedded store. */
@NullMarked
package dev.keelson.storage.mongodb;

import org.jspecify.annotations.NullMarked;

/** The sentence-embedding model that the server lends to plugins, in the server's own process. */
@NullMarked
package dev.keelson.embedding;

import org.jspecify.annotations.NullMarked;

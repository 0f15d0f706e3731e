/** Tests of the embedding model. */
@NullMarked
package dev.keelson.embedding;

import org.jspecify.annotations.NullMarked;

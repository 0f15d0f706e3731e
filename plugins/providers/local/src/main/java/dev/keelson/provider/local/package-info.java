/** Answers classification and extraction contracts without a key and without a network, by sentence embeddings. */
@NullMarked
package dev.keelson.provider.local;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.keelson.provider.perplexity;

import org.jspecify.annotations.NullMarked;

/** Faults of providers and of the store, injected into the distribution as it ships; run with {@code -Dfaults}. */
@NullMarked
package dev.keelson.dist.faults;

import org.jspecify.annotations.NullMarked;

/** Judges by direction what a change between two contracts does to callers. */
@NullMarked
package dev.keelson.core.compatibility;

import org.jspecify.annotations.NullMarked;

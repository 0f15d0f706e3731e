/** Measurements of a built Keelson: load, accuracy and start. Nothing here runs in a normal build. */
@NullMarked
package dev.keelson.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Tests of the arithmetic behind the benchmarks. */
@NullMarked
package dev.keelson.benchmarks;

import org.jspecify.annotations.NullMarked;

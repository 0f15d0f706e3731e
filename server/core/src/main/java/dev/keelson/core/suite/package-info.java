/** Test suites: cases with an input and what is expected of the output. */
@NullMarked
package dev.keelson.core.suite;

import org.jspecify.annotations.NullMarked;

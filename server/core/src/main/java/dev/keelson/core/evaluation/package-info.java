/** Ports to evaluators. */
@NullMarked
package dev.keelson.core.evaluation;

import org.jspecify.annotations.NullMarked;

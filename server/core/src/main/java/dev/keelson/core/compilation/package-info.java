/** Compiles a spec in named processes: a job with a durable record that can be resumed. */
@NullMarked
package dev.keelson.core.compilation;

import org.jspecify.annotations.NullMarked;

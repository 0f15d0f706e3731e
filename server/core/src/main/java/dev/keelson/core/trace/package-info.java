/** The full record of every execution. */
@NullMarked
package dev.keelson.core.trace;

import org.jspecify.annotations.NullMarked;

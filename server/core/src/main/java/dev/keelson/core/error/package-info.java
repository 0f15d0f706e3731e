/** Failures that Keelson understands, with a stable code each; no protocol's numbers. */
@NullMarked
package dev.keelson.core.error;

import org.jspecify.annotations.NullMarked;

/** Values that any test may start from. */
@NullMarked
package dev.keelson.core;

import org.jspecify.annotations.NullMarked;

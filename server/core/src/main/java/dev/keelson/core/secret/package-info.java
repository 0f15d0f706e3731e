/** Named secrets that an operator configures and definitions refer to. */
@NullMarked
package dev.keelson.core.secret;

import org.jspecify.annotations.NullMarked;

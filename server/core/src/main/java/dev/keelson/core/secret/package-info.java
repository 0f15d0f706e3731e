/** Named secrets that an operator configures and definitions refer to, and how stored secrets are sealed. */
@NullMarked
package dev.keelson.core.secret;

import org.jspecify.annotations.NullMarked;

/** Commands that talk to a running server over its API. */
@NullMarked
package dev.keelson.cli;

import org.jspecify.annotations.NullMarked;

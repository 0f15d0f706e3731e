/** Policies of aliases: reading and setting them, and the aliases that follow new versions by themselves. */
@NullMarked
package dev.keelson.core.aliaspolicy;

import org.jspecify.annotations.NullMarked;

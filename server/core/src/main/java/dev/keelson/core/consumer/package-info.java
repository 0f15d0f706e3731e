/** Who calls which agent, what of its output they read, and whom a change of contract reaches. */
@NullMarked
package dev.keelson.core.consumer;

import org.jspecify.annotations.NullMarked;

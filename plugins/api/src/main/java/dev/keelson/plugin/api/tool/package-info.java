/** Extension point for tools that an agent may call while it works. */
@NullMarked
package dev.keelson.plugin.api.tool;

import org.jspecify.annotations.NullMarked;

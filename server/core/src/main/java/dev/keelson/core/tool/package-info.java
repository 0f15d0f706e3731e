/** Ports to tools. */
@NullMarked
package dev.keelson.core.tool;

import org.jspecify.annotations.NullMarked;

/** The port through which plugins are seen, installed, reloaded and removed. */
@NullMarked
package dev.keelson.core.plugin;

import org.jspecify.annotations.NullMarked;

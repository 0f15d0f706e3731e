/**
 * The plugin host: loads plugin JARs, keeps each in a cell of its own and offers what they bring through the ports of core.
 */
@NullMarked
package dev.keelson.pluginhost;

import org.jspecify.annotations.NullMarked;

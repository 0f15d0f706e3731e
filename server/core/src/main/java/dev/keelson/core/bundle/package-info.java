/** Agents as bundles: taken out of one server, brought into another, without running or connecting anything. */
@NullMarked
package dev.keelson.core.bundle;

import org.jspecify.annotations.NullMarked;

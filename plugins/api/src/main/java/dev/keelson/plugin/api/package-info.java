/**
 * What a plugin sees of Keelson. Types of the JDK only cross this boundary, so no upgrade of the server's own libraries
 * breaks a compiled plugin.
 *
 * <p>Values that a plugin constructs come from static factories or builders; their constructors are not part of the API.
 * New interface methods are always {@code default}.
 */
@NullMarked
package dev.keelson.plugin.api;

import org.jspecify.annotations.NullMarked;

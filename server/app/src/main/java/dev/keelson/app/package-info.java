/** Puts Keelson together: command line, configuration, composition root. Nothing depends on this package. */
@NullMarked
package dev.keelson.app;

import org.jspecify.annotations.NullMarked;

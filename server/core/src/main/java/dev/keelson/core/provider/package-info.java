/** Ports to model providers. */
@NullMarked
package dev.keelson.core.provider;

import org.jspecify.annotations.NullMarked;

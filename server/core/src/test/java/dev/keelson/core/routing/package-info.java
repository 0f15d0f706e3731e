@NullMarked
package dev.keelson.core.routing;

import org.jspecify.annotations.NullMarked;

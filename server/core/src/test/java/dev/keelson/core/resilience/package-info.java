@NullMarked
package dev.keelson.core.resilience;

import org.jspecify.annotations.NullMarked;

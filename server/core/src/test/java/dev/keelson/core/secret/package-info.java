@NullMarked
package dev.keelson.core.secret;

import org.jspecify.annotations.NullMarked;

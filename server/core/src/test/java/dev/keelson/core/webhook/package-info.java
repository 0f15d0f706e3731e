@NullMarked
package dev.keelson.core.webhook;

import org.jspecify.annotations.NullMarked;

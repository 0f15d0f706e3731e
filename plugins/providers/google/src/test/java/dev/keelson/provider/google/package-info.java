@NullMarked
package dev.keelson.provider.google;

import org.jspecify.annotations.NullMarked;

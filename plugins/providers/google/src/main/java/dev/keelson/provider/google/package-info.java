/** Provider for the models of Google. */
@NullMarked
package dev.keelson.provider.google;

import org.jspecify.annotations.NullMarked;

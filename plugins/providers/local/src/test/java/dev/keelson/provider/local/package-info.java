/** Tests of the local provider. */
@NullMarked
package dev.keelson.provider.local;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.keelson.provider.support;

import org.jspecify.annotations.NullMarked;

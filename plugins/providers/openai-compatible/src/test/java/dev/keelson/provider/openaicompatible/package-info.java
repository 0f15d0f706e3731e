@NullMarked
package dev.keelson.provider.openaicompatible;

import org.jspecify.annotations.NullMarked;

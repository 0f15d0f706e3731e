@NullMarked
package dev.keelson.provider.openai;

import org.jspecify.annotations.NullMarked;

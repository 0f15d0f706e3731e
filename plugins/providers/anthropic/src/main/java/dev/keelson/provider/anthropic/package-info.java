/** Provider for the models of Anthropic. */
@NullMarked
package dev.keelson.provider.anthropic;

import org.jspecify.annotations.NullMarked;

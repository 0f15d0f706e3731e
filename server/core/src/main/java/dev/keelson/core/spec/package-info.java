/** Turns an author's Markdown spec into the parts of an agent definition, deterministically. */
@NullMarked
package dev.keelson.core.spec;

import org.jspecify.annotations.NullMarked;

/** The processes of a compilation that work by rules: lint, checks, suggestions, test cases, the smoke run. */
@NullMarked
package dev.keelson.core.compilation.process;

import org.jspecify.annotations.NullMarked;

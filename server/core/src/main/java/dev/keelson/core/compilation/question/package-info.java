/** Questions about a spec: what its author is asked, answers and passes over. */
@NullMarked
package dev.keelson.core.compilation.question;

import org.jspecify.annotations.NullMarked;

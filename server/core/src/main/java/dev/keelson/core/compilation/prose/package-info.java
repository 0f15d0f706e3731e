/** The processes that read a spec: sentences, fields and their sources, questions, and what the model is shown. */
@NullMarked
package dev.keelson.core.compilation.prose;

import org.jspecify.annotations.NullMarked;

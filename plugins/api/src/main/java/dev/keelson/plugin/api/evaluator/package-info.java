/** Extension point for evaluators: judge an output and give a score with its reason. */
@NullMarked
package dev.keelson.plugin.api.evaluator;

import org.jspecify.annotations.NullMarked;

/** Runs one version of an agent once: resolve, validate, call models and tools, validate, record, answer. */
@NullMarked
package dev.keelson.core.execution;

import org.jspecify.annotations.NullMarked;

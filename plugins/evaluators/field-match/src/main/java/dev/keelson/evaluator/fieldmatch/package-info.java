/** Evaluator that checks single fields of an output against rules or against the expected output. */
@NullMarked
package dev.keelson.evaluator.fieldmatch;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.keelson.evaluator.fieldmatch;

import org.jspecify.annotations.NullMarked;

package dev.keelson.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Marks the builder methods of test fixtures; the static analysis knows the annotation by its simple name. */
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CanIgnoreReturnValue {}

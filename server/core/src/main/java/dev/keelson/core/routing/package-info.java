/**
 * Behaviour routing: which models may answer, in which order and why, while every provider is healthy. What happens when
 * one is not is the business of {@code core.resilience}.
 */
@NullMarked
package dev.keelson.core.routing;

import org.jspecify.annotations.NullMarked;

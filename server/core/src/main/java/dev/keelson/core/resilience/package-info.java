/** Deadlines and circuit breakers: the policy is ours, the breaking is Vert.x Circuit Breaker's. */
@NullMarked
package dev.keelson.core.resilience;

import org.jspecify.annotations.NullMarked;

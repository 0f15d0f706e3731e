/** What executions use up: cost, budgets, rate limits and sums of usage. */
@NullMarked
package dev.keelson.core.usage;

import org.jspecify.annotations.NullMarked;

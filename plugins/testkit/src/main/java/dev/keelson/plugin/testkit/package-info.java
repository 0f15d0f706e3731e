/**
 * What a plugin author extends in tests: contracts that every provider, tool and evaluator must keep, and the fakes to
 * run them against without a network.
 */
@NullMarked
package dev.keelson.plugin.testkit;

import org.jspecify.annotations.NullMarked;

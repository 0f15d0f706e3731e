package dev.keelson.core.usage;

import dev.keelson.core.agent.ModelPolicy.Target;
import java.util.OptionalLong;

/**
 * What a model call may use at most, before it is made.
 *
 * @param inputTokens estimated from characters
 * @param outputTokens the cap of the call
 * @param nanoUsd empty when the price is unknown
 */
public record CallEstimate(Target target, long inputTokens, long outputTokens, OptionalLong nanoUsd) {}

package dev.keelson.core.agent;

/**
 * A version that an alias serves, with its share.
 *
 * @param weight 1 to 10,000; the share is weight divided by the sum of the alias's weights
 */
public record AliasTarget(int version, int weight) {}

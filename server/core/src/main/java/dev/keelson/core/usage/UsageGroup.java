package dev.keelson.core.usage;

/**
 * The sums of one agent, model or whatever was grouped by.
 *
 * @param name as {@link UsageDimension#of} gives it; empty for all together
 */
public record UsageGroup(String name, UsageSum sum) {}

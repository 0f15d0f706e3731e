package dev.keelson.core.usage;

/**
 * One node's sums of one key. Only that node writes it, always whole, so writing it twice changes nothing.
 *
 * @param writer names the node and its start
 */
public record UsageRollup(String writer, UsageKey key, UsageSum sum) {}

package dev.keelson.core.usage;

import java.time.Instant;

/**
 * What the calls under way on one node have reserved of a budget.
 *
 * @param epoch tells this hold from an earlier one of the same node that was reclaimed
 * @param operation number of the node's last operation on the budget
 * @param until after this time, without another operation of the node, the node counts as dead
 */
public record Hold(String node, long epoch, long reserved, long operation, Instant until) {}

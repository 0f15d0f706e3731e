package dev.keelson.core.usage;

/**
 * What one call has reserved of one budget.
 *
 * @param epoch of the node's hold that it is part of; 0 when the budget was gone and nothing is held
 */
record BudgetHold(String budget, long epoch, long amount) {}

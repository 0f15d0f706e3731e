package dev.keelson.core.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The books of one budget. Immutable; every change has the next sequence number.
 *
 * @param windowStart start of the window that {@code spent} counts; only moves forward
 * @param reclaimed what dead nodes had reserved in this window; what their calls cost in truth nobody knows
 */
public record BudgetLedger(long sequence, Instant windowStart, long spent, long reclaimed, List<Hold> holds) {
    /** Several times the pause between two signs of life, and longer than clocks of nodes are apart. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    public BudgetLedger {
        holds = List.copyOf(holds);
    }

    static BudgetLedger opened(BudgetWindow window, Instant now) {
        return new BudgetLedger(1, window.start(now), 0, 0, List.of());
    }

    public long reserved() {
        return holds.stream().mapToLong(Hold::reserved).reduce(0, Usd::sum);
    }

    public Optional<Hold> hold(String node) {
        return holds.stream().filter(hold -> hold.node().equals(node)).findFirst();
    }

    /**
     * The books as of now: a new window starts from zero, and holds of dead nodes are given up. A node never gives up
     * its own, {@code own}: its calls may still be under way.
     */
    BudgetLedger at(BudgetWindow window, Instant now, String own) {
        Instant start = window.start(now);
        boolean rolls = start.isAfter(windowStart);
        List<Hold> alive = new ArrayList<>();
        long given = 0;
        for (Hold hold : holds) {
            if (hold.until().isBefore(now) && !hold.node().equals(own)) {
                given = Usd.sum(given, hold.reserved());
            } else {
                alive.add(hold);
            }
        }
        return new BudgetLedger(
                sequence, rolls ? start : windowStart, rolls ? 0 : spent, Usd.sum(rolls ? 0 : reclaimed, given), alive);
    }

    /** The next books, with one node's hold in place of its last. */
    BudgetLedger next(long nowSpent, Hold changed) {
        List<Hold> all = new ArrayList<>(holds);
        all.removeIf(hold -> hold.node().equals(changed.node()));
        all.add(changed);
        return new BudgetLedger(sequence + 1, windowStart, nowSpent, reclaimed, all);
    }
}

package dev.keelson.core.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget: what it allows and what has become of it.
 *
 * @param revision of the terms, from 1
 * @param createdAt tells it from an earlier budget of the same name
 */
public record Budget(
        BudgetTerms terms, int revision, Instant createdAt, Instant changedAt, String changedBy, BudgetLedger ledger) {
    private static final String NOBODY = "";
    private static final long PERCENT = 100;

    public static Budget opened(BudgetTerms terms, Instant now, String by) {
        return new Budget(terms, 1, now, now, by, BudgetLedger.opened(terms.window(), now));
    }

    /** With other terms; what was spent stays spent, and another window goes on from there. */
    public Budget changed(BudgetTerms changed, Instant now, String by) {
        BudgetLedger old = at(now).ledger;
        var books = new BudgetLedger(
                ledger.sequence() + 1, changed.window().start(now), old.spent(), old.reclaimed(), old.holds());
        return new Budget(changed, revision + 1, createdAt, now, by, books);
    }

    /** As it stands now: a window that is over and nodes that died since the last operation count no longer. */
    public Budget at(Instant now) {
        return with(ledger.at(terms.window(), now, NOBODY));
    }

    public String name() {
        return terms.name();
    }

    public boolean isSoftLimitReached() {
        Integer percent = terms.softLimitPercent();
        return percent != null && ledger.spent() >= terms.limitNanoUsd() / PERCENT * percent;
    }

    /** When it starts again from zero; null for never. */
    public @Nullable Instant windowEnd() {
        return terms.window().end(ledger.windowStart());
    }

    /** What is neither spent nor reserved; negative when calls cost more than was estimated or the limit was lowered. */
    public long available() {
        return terms.limitNanoUsd() - Usd.sum(ledger.spent(), ledger.reserved());
    }

    /** Settles first, then grants in order whatever fits. */
    BudgetOperation.Outcome apply(BudgetOperation operation) {
        BudgetLedger books = ledger.at(terms.window(), operation.now(), operation.node());
        Hold own = books.hold(operation.node())
                .orElseGet(() -> new Hold(operation.node(), books.sequence() + 1, 0, 0, operation.now()));
        long spent = books.spent();
        long held = own.reserved();
        for (BudgetOperation.Settlement each : operation.settled()) {
            spent = Usd.sum(spent, each.used());
            held = each.epoch() == own.epoch() ? Math.max(0, held - each.reserved()) : held;
        }
        long available = terms.limitNanoUsd() - Usd.sum(spent, books.reserved() - own.reserved() + held);
        List<Boolean> granted = new ArrayList<>();
        for (long asked : operation.asked()) {
            boolean fits = asked <= available;
            granted.add(fits);
            available -= fits ? asked : 0;
            held += fits ? asked : 0;
        }
        Instant until = operation.now().plus(BudgetLedger.LEASE);
        var hold = new Hold(own.node(), own.epoch(), held, operation.number(), until);
        return new BudgetOperation.Outcome(with(books.next(spent, hold)), granted, own.epoch());
    }

    private Budget with(BudgetLedger books) {
        return new Budget(terms, revision, createdAt, changedAt, changedBy, books);
    }
}

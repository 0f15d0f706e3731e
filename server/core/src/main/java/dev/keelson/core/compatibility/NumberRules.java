package dev.keelson.core.compatibility;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Judges {@code minimum}, {@code maximum}, their exclusive forms, and {@code multipleOf}. */
final class NumberRules {
    private static final Rules LOWER = new Rules(
            1,
            "minimum",
            "exclusiveMinimum",
            Rule.MINIMUM_ADDED,
            Rule.MINIMUM_RAISED,
            Rule.MINIMUM_LOWERED,
            Rule.MINIMUM_REMOVED);
    private static final Rules UPPER = new Rules(
            -1,
            "maximum",
            "exclusiveMaximum",
            Rule.MAXIMUM_ADDED,
            Rule.MAXIMUM_LOWERED,
            Rule.MAXIMUM_RAISED,
            Rule.MAXIMUM_REMOVED);

    private NumberRules() {}

    static void judge(ViewPair pair, Set<ValueType> shared, Walk walk) {
        boolean fractions = shared.contains(ValueType.FRACTION);
        if (!fractions && !shared.contains(ValueType.INTEGER)) {
            return;
        }
        LOWER.judge(pair, new Bounds(Bound.lower(pair.old(), !fractions), Bound.lower(pair.next(), !fractions)), walk);
        UPPER.judge(pair, new Bounds(Bound.upper(pair.old(), !fractions), Bound.upper(pair.next(), !fractions)), walk);
        judgeMultiples(pair, !fractions, walk);
    }

    private static void judgeMultiples(ViewPair pair, boolean integers, Walk walk) {
        Optional<BigDecimal> old = multiple(pair.old(), integers);
        Optional<BigDecimal> next = multiple(pair.next(), integers);
        if (old.isEmpty() && next.isEmpty()) {
            return;
        }
        if (old.isEmpty() || next.isEmpty()) {
            Rule rule = old.isEmpty() ? Rule.MULTIPLE_OF_ADDED : Rule.MULTIPLE_OF_REMOVED;
            walk.report(rule, pair, "multipleOf", pair.change("multipleOf"));
            return;
        }
        if (old.get().compareTo(next.get()) != 0) {
            walk.report(changed(old.get(), next.get()), pair, "multipleOf", pair.change("multipleOf"));
        }
    }

    private static Rule changed(BigDecimal old, BigDecimal next) {
        if (divides(old, next)) {
            return Rule.MULTIPLE_OF_NARROWED;
        }
        return divides(next, old) ? Rule.MULTIPLE_OF_WIDENED : Rule.MULTIPLE_OF_CHANGED;
    }

    /** Empty also when integers alone are allowed and all of them are multiples. */
    private static Optional<BigDecimal> multiple(View view, boolean integers) {
        if (!view.keyword("multipleOf").isNumber()) {
            return Optional.empty();
        }
        BigDecimal number = view.keyword("multipleOf").decimalValue();
        return integers && divides(number, BigDecimal.ONE) ? Optional.empty() : Optional.of(number);
    }

    private static boolean divides(BigDecimal divisor, BigDecimal number) {
        long digits = Math.abs((long) divisor.scale()) + Math.abs((long) number.scale());
        return divisor.signum() != 0
                && digits < 1_000
                && number.remainder(divisor).signum() == 0;
    }

    private record Bounds(Optional<Bound> old, Optional<Bound> next) {}

    /** The rules of one end of the range. */
    private record Rules(
            int side, String keyword, String open, Rule added, Rule tightened, Rule loosened, Rule removed) {

        void judge(ViewPair pair, Bounds bounds, Walk walk) {
            if (bounds.old().isEmpty() && bounds.next().isEmpty()) {
                return;
            }
            String words = bounds.old().map(Bound::toString).orElse("none") + " -> "
                    + bounds.next().map(Bound::toString).orElse("none");
            rule(bounds).ifPresent(rule -> walk.report(rule, pair, where(pair), words));
        }

        private Optional<Rule> rule(Bounds bounds) {
            if (bounds.old().isEmpty()) {
                return Optional.of(added);
            }
            if (bounds.next().isEmpty()) {
                return Optional.of(removed);
            }
            int strictness = bounds.next().get().strictness(bounds.old().get(), side);
            if (strictness == 0) {
                return Optional.empty();
            }
            return Optional.of(strictness > 0 ? tightened : loosened);
        }

        private String where(ViewPair pair) {
            return pair.where(open).has(open) && !pair.next().has(keyword) ? open : keyword;
        }
    }
}

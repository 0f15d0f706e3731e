package dev.keelson.core.compatibility;

import java.util.EnumSet;
import java.util.Set;

/** Two views of the same value, before and after. */
record ViewPair(View old, View next) {

    View writer(Direction direction) {
        return direction == Direction.INPUT ? old : next;
    }

    View reader(Direction direction) {
        return direction == Direction.INPUT ? next : old;
    }

    /** Where a keyword stands: in the new schema, or in the old one when only that has it. */
    Place where(String keyword) {
        return old.has(keyword) && !next.has(keyword) ? old.place() : next.place();
    }

    boolean differ(String keyword) {
        return !Values.same(old.keyword(keyword), next.keyword(keyword));
    }

    /** Types but null that both allow. */
    Set<ValueType> sharedTypes() {
        Set<ValueType> shared = EnumSet.noneOf(ValueType.class);
        shared.addAll(old.types());
        shared.retainAll(next.types());
        return shared;
    }

    /** A change in words: {@code 1 -> 2}. */
    String change(String keyword) {
        return words(old, keyword) + " -> " + words(next, keyword);
    }

    private static String words(View view, String keyword) {
        return view.has(keyword) ? Words.of(view.keyword(keyword)) : "none";
    }
}

package dev.keelson.core.compatibility;

import java.util.Collections;
import java.util.Set;

/** Judges {@code type}, and null in any spelling. */
final class TypeRules {

    private TypeRules() {}

    static void judge(ViewPair pair, Walk walk) {
        judgeNull(pair, walk);
        if (pair.old().finite() || pair.next().finite()) {
            judgeListed(pair, walk);
            return;
        }
        Set<ValueType> old = pair.old().types();
        Set<ValueType> next = pair.next().types();
        if (!old.equals(next)) {
            walk.report(rule(old, next), pair, "type", ValueType.words(old) + " -> " + ValueType.words(next));
        }
    }

    private static void judgeNull(ViewPair pair, Walk walk) {
        boolean old = pair.old().allowsNull();
        if (old != pair.next().allowsNull()) {
            Place where = old ? pair.where("type") : pair.next().place();
            walk.report(old ? Rule.NULL_REMOVED : Rule.NULL_ALLOWED, where, "", "");
        }
    }

    /** Listed values are judged one by one, but listed ones against described ones by their types. */
    private static void judgeListed(ViewPair pair, Walk walk) {
        if (pair.old().finite() && pair.next().finite()) {
            return;
        }
        Set<ValueType> writer = pair.writer(walk.direction()).types();
        Set<ValueType> reader = pair.reader(walk.direction()).types();
        if (pair.writer(walk.direction()).finite() && !reader.containsAll(writer)) {
            walk.report(
                    Rule.TYPE_CHANGED,
                    pair,
                    "type",
                    ValueType.words(pair.old().types()) + " -> "
                            + ValueType.words(pair.next().types()));
        }
    }

    private static Rule rule(Set<ValueType> old, Set<ValueType> next) {
        if (next.containsAll(old)) {
            return Rule.TYPE_WIDENED;
        }
        if (old.containsAll(next) && !Collections.disjoint(old, next)) {
            return Rule.TYPE_NARROWED;
        }
        return next.isEmpty() ? Rule.TYPE_NARROWED : Rule.TYPE_CHANGED;
    }
}

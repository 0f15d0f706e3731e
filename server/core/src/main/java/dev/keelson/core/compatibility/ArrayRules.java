package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Judges {@code prefixItems}, {@code items}, {@code contains}, and what limits the length of arrays. */
final class ArrayRules {
    private static final BigDecimal UNLIMITED = BigDecimal.valueOf(Long.MAX_VALUE);

    private ArrayRules() {}

    static void judge(ViewPair pair, Walk walk) {
        Limit.MIN_ITEMS.judge(pair, walk);
        Limit.MAX_ITEMS.judge(pair, walk);
        boolean unique = pair.next().keyword("uniqueItems").asBoolean();
        if (pair.old().keyword("uniqueItems").asBoolean() != unique) {
            walk.report(unique ? Rule.UNIQUE_ITEMS_ADDED : Rule.UNIQUE_ITEMS_REMOVED, pair, "uniqueItems", "");
        }
        judgeItems(pair, walk);
        judgeContains(pair, walk);
    }

    /** Position by position: a schema for a position where none was replaces that of all items. */
    private static void judgeItems(ViewPair pair, Walk walk) {
        int positions = Math.max(prefix(pair.old()).size(), prefix(pair.next()).size());
        BigDecimal longest = count(pair.writer(walk.direction()).keyword("maxItems"), UNLIMITED);
        for (int i = 0; i < positions && longest.compareTo(BigDecimal.valueOf(i)) > 0; i++) {
            walk.compare(new Pair(item(pair.old(), i), item(pair.next(), i)));
        }
        if (longest.compareTo(BigDecimal.valueOf(positions)) > 0) {
            walk.compare(new Pair(rest(pair.old()), rest(pair.next())));
        }
    }

    private static JsonNode prefix(View view) {
        return view.keyword("prefixItems");
    }

    static Place item(View view, int position) {
        return position < prefix(view).size() ? view.place().at("prefixItems").at(position) : rest(view);
    }

    private static Place rest(View view) {
        boolean unevaluated = !view.has("items")
                && !view.has("contains")
                && view.has("unevaluatedItems")
                && !UnevaluatedRules.entangled(view);
        return view.place().schema(unevaluated ? "unevaluatedItems" : "items");
    }

    /** The validator refuses every value, even one that is no array, where fewer are allowed than demanded. */
    static void judgeContradiction(ViewPair pair, Walk walk) {
        if (contradicts(pair.reader(walk.direction())) && !contradicts(pair.writer(walk.direction()))) {
            walk.report(Rule.CONTAINS_CHANGED, pair, "maxContains", "less than minContains");
        }
    }

    private static boolean contradicts(View view) {
        BigDecimal least = count(view.keyword("minContains"), BigDecimal.ONE);
        return count(view.keyword("maxContains"), UNLIMITED).compareTo(least) < 0;
    }

    private static void judgeContains(ViewPair pair, Walk walk) {
        boolean old = demandsItems(pair.old());
        boolean next = demandsItems(pair.next());
        if (old != next) {
            walk.report(old ? Rule.CONTAINS_REMOVED : Rule.CONTAINS_ADDED, pair, "contains", "");
        }
        if (!old || !next) {
            return;
        }
        boolean widened = contained(pair, Direction.INPUT, walk);
        boolean narrowed = contained(pair, Direction.OUTPUT, walk);
        if (widened && narrowed) {
            return;
        }
        Rule rule = widened ? Rule.CONTAINS_WIDENED : narrowed ? Rule.CONTAINS_NARROWED : Rule.CONTAINS_CHANGED;
        walk.report(rule, pair, "contains", "");
    }

    private static boolean demandsItems(View view) {
        boolean any = count(view.keyword("minContains"), BigDecimal.ONE).signum() == 0 && !view.has("maxContains");
        return view.has("contains") && !any;
    }

    /** Whether lists of the writing side hold as many of the items as the reading side demands, by the given roles. */
    private static boolean contained(ViewPair pair, Direction roles, Walk walk) {
        View writer = pair.writer(roles);
        View reader = pair.reader(roles);
        Pair items =
                new Pair(pair.old().place().at("contains"), pair.next().place().at("contains"));
        BigDecimal least = count(reader.keyword("minContains"), BigDecimal.ONE);
        BigDecimal most = count(reader.keyword("maxContains"), UNLIMITED);
        boolean enough = least.signum() == 0
                || (count(writer.keyword("minContains"), BigDecimal.ONE).compareTo(least) >= 0
                        && walk.proves(items, roles));
        boolean few = most.compareTo(UNLIMITED) == 0
                || (count(writer.keyword("maxContains"), UNLIMITED).compareTo(most) <= 0
                        && walk.proves(items, roles.opposite()));
        return enough && few;
    }

    private static BigDecimal count(JsonNode limit, BigDecimal otherwise) {
        return limit.isNumber() ? limit.decimalValue() : otherwise;
    }
}

package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** A keyword that limits a count, such as {@code minLength}, with the rules for its two ways of change. */
record Limit(String keyword, Rule raised, Rule lowered) {
    static final Limit MIN_LENGTH = new Limit("minLength", Rule.MIN_LENGTH_RAISED, Rule.MIN_LENGTH_LOWERED);
    static final Limit MAX_LENGTH = new Limit("maxLength", Rule.MAX_LENGTH_RAISED, Rule.MAX_LENGTH_LOWERED);
    static final Limit MIN_ITEMS = new Limit("minItems", Rule.MIN_ITEMS_RAISED, Rule.MIN_ITEMS_LOWERED);
    static final Limit MAX_ITEMS = new Limit("maxItems", Rule.MAX_ITEMS_RAISED, Rule.MAX_ITEMS_LOWERED);
    static final Limit MIN_PROPERTIES =
            new Limit("minProperties", Rule.MIN_PROPERTIES_RAISED, Rule.MIN_PROPERTIES_LOWERED);
    static final Limit MAX_PROPERTIES =
            new Limit("maxProperties", Rule.MAX_PROPERTIES_RAISED, Rule.MAX_PROPERTIES_LOWERED);
    /** Larger than any count, and what a missing upper limit stands for. */
    private static final BigDecimal UNLIMITED = BigDecimal.valueOf(Long.MAX_VALUE);

    void judge(ViewPair pair, Walk walk) {
        int change = count(pair.next()).compareTo(count(pair.old()));
        if (change != 0) {
            walk.report(change > 0 ? raised : lowered, pair, keyword, pair.change(keyword));
        }
    }

    private BigDecimal count(View view) {
        JsonNode limit = view.keyword(keyword);
        if (limit.isNumber()) {
            return limit.decimalValue();
        }
        return keyword.startsWith("max") ? UNLIMITED : BigDecimal.ZERO;
    }
}

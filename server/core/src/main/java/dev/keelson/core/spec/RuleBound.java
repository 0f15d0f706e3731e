package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.math.BigDecimal;

/** A bound of a number or a count, as a rule words it. */
record RuleBound(Side side, BigDecimal number) {
    private static final String[][] WORDS = {
        {"at", "least"},
        {"no", "less", "than"},
        {"no", "fewer", "than"},
        {"at", "most"},
        {"no", "more", "than"},
        {"more", "than"},
        {"greater", "than"},
        {"above"},
        {"over"},
        {"less", "than"},
        {"fewer", "than"},
        {"below"},
        {"under"},
        {"exactly"}
    };
    private static final Side[] SIDES = {
        Side.LEAST,
        Side.LEAST,
        Side.LEAST,
        Side.MOST,
        Side.MOST,
        Side.ABOVE,
        Side.ABOVE,
        Side.ABOVE,
        Side.ABOVE,
        Side.BELOW,
        Side.BELOW,
        Side.BELOW,
        Side.BELOW,
        Side.EXACTLY
    };

    /** Which side of the number is meant. */
    enum Side {
        LEAST,
        MOST,
        ABOVE,
        BELOW,
        EXACTLY
    }

    static boolean isNext(RuleTokens tokens) {
        for (String[] words : WORDS) {
            if (tokens.isNext(words)) {
                return true;
            }
        }
        return false;
    }

    /** Throws {@link NotCheckable} when no bound comes next. */
    static RuleBound take(RuleTokens tokens) {
        for (int i = 0; i < WORDS.length; i++) {
            if (tokens.take(WORDS[i])) {
                String number = tokens.takeValue().text();
                if (!RuleTokens.isNumber(number)) {
                    throw new NotCheckable("\"" + number + "\" is no number");
                }
                return new RuleBound(SIDES[i], new BigDecimal(number));
            }
        }
        throw RuleSentence.unknownForm();
    }

    /** The same bound for counts, which have no exclusive keywords. Throws {@link NotCheckable} for fractions. */
    RuleBound whole() {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0 || plain.signum() < 0 || plain.precision() - plain.scale() > 9) {
            throw new NotCheckable("\"" + number + "\" is no number of things");
        }
        return switch (side) {
            case ABOVE -> new RuleBound(Side.LEAST, plain.add(BigDecimal.ONE));
            case BELOW ->
                new RuleBound(Side.MOST, plain.subtract(BigDecimal.ONE).max(BigDecimal.ZERO));
            case LEAST, MOST, EXACTLY -> this;
        };
    }

    JsonNode of(String min, String max, ObjectNode schema) {
        JsonNode value = Json.parse(number.toPlainString());
        switch (side) {
            case LEAST -> schema.set(min, value);
            case MOST -> schema.set(max, value);
            case ABOVE -> schema.set("exclusiveMinimum", value);
            case BELOW -> schema.set("exclusiveMaximum", value);
            case EXACTLY -> schema.<ObjectNode>set(min, value).set(max, value);
        }
        return schema;
    }
}

package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads what one clause says of one field. */
final class RuleClause {
    private final RuleTokens tokens;
    private final ContractFields fields;

    RuleClause(RuleTokens tokens, ContractFields fields) {
        this.tokens = tokens;
        this.fields = fields;
    }

    /**
     * What must be.
     *
     * @param isStrong whether its words leave no room without a condition: {@code must}, {@code always}, {@code never}
     */
    record Claims(JsonNode schema, boolean isStrong) {}

    /** {@code `plan` is `enterprise`}. */
    JsonNode condition() {
        tokens.skip("the");
        FieldAt field = fields.inCondition(tokens.takeCode());
        if (takeHas()) {
            return InvariantSchemas.has(field, count(field));
        }
        boolean not = verb().not();
        JsonNode schema = said(field, true);
        return not ? InvariantSchemas.not(schema) : schema;
    }

    /** {@code `urgent` must be true}. */
    Claims claim() {
        tokens.skip("the");
        FieldAt field = fields.inClaim(tokens.takeCode());
        if (takeHas()) {
            return new Claims(ifThere(field, count(field)), true);
        }
        Verb verb = verb();
        boolean comparison = isComparison();
        JsonNode schema = said(field, verb.not() || !comparison);
        return new Claims(verb.not() ? InvariantSchemas.not(schema) : schema, verb.strong() || comparison);
    }

    private boolean takeHas() {
        return tokens.take("must", "have")
                || tokens.take("must", "contain")
                || tokens.takeOne("has", "have", "contains");
    }

    /** How a clause goes on behind its field. */
    private record Verb(boolean not, boolean strong) {}

    private Verb verb() {
        boolean strong = tokens.take("must");
        boolean not = strong && tokens.takeOne("not", "never");
        boolean always = tokens.take("always");
        if (strong ? !tokens.take("be") : !tokens.takeOne("is", "are", "equals")) {
            throw RuleSentence.unknownForm();
        }
        boolean never = tokens.take("never");
        always |= !never && tokens.take("always");
        not |= never || (!strong && !always && tokens.take("not"));
        return new Verb(not, strong || always || never);
    }

    private boolean isComparison() {
        return RuleBound.isNext(tokens);
    }

    /** {@code mustBeThere}: whether a bound also says that there is a value. */
    private JsonNode said(FieldAt field, boolean mustBeThere) {
        if (tokens.takeOne("before", "after", "earlier", "later", "between", "equal")) {
            throw comparison();
        }
        if (tokens.takeOne("set", "given", "present")) {
            return InvariantSchemas.isSet(field);
        }
        if (tokens.takeOne("missing", "absent") || tokens.take("null")) {
            return InvariantSchemas.not(InvariantSchemas.isSet(field));
        }
        if (RuleBound.isNext(tokens)) {
            JsonNode bound = bound(field);
            return mustBeThere ? InvariantSchemas.has(field, bound) : ifThere(field, bound);
        }
        return InvariantSchemas.has(field, InvariantSchemas.oneOf(values(field)));
    }

    private static NotCheckable comparison() {
        return new NotCheckable("two fields are compared, which JSON Schema can't express");
    }

    private List<JsonNode> values(FieldAt field) {
        tokens.skip("either");
        tokens.skip("one", "of");
        List<JsonNode> values = new ArrayList<>(List.of(value(field)));
        while (true) {
            int before = values.size();
            if (tokens.isBeforeOr()) {
                tokens.skip(",");
                tokens.skip("or");
                values.add(value(field));
            } else if (tokens.isBeforeListedValue()) {
                tokens.skip(",");
                values.add(value(field));
            }
            if (values.size() == before) {
                return values;
            }
        }
    }

    private JsonNode value(FieldAt field) {
        RuleTokens.Token token = tokens.takeValue();
        if (token.kind() == RuleTokens.Kind.CODE
                && fields.isField(token.text())
                && !field.schema().has("enum")) {
            throw comparison();
        }
        return field.value(token);
    }

    private JsonNode bound(FieldAt field) {
        if (!field.hasType("integer", "number")) {
            throw new NotCheckable(field.name() + " is no number");
        }
        RuleBound bound = RuleBound.take(tokens);
        ObjectNode schema = Json.object();
        schema.putArray("type").add("number").add("integer");
        return bound.of("minimum", "maximum", schema);
    }

    /** {@code at most 3 items}. */
    private JsonNode count(FieldAt field) {
        RuleBound bound = RuleBound.take(tokens);
        if (tokens.takeOne("items", "item", "entries", "entry", "elements", "values") && field.hasType("array")) {
            return bound.whole().of("minItems", "maxItems", Json.object().put("type", "array"));
        }
        if (tokens.takeOne("characters", "character") && field.hasType("string")) {
            return bound.whole().of("minLength", "maxLength", Json.object().put("type", "string"));
        }
        throw RuleSentence.unknownForm();
    }

    /** Whether it is there at all is the contract's matter. */
    private static JsonNode ifThere(FieldAt field, JsonNode value) {
        JsonNode set = InvariantSchemas.isSet(field);
        return InvariantSchemas.when(set, InvariantSchemas.has(field, value));
    }
}

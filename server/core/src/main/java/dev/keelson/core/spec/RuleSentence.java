package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a rule as one sentence of clauses: {@code If A and B, C}, {@code C unless A}, or {@code C} alone. */
final class RuleSentence {
    /** Words that a clause has behind its field. */
    static final Set<String> VERBS = Set.of("is", "are", "must", "equals", "has", "have", "contains");

    private final RuleTokens tokens;
    private final RuleClause clauses;

    RuleSentence(RuleTokens tokens, ContractFields fields) {
        this.tokens = tokens;
        this.clauses = new RuleClause(tokens, fields);
    }

    static NotCheckable unknownForm() {
        return new NotCheckable("the sentence has none of the forms that can be checked");
    }

    /** The schema of the invariant. Throws {@link NotCheckable}. */
    JsonNode read() {
        JsonNode schema = sentence();
        if (!tokens.isAtEnd()) {
            throw unknownForm();
        }
        return schema;
    }

    private JsonNode sentence() {
        if (takeIf()) {
            JsonNode condition = conditions();
            return InvariantSchemas.when(condition, claimsAfterCondition());
        }
        if (tokens.take("unless")) {
            JsonNode condition = conditions();
            return InvariantSchemas.when(InvariantSchemas.not(condition), claimsAfterCondition());
        }
        RuleClause.Claims claims = claims();
        boolean comma = tokens.take(",");
        if (takeIf()) {
            return InvariantSchemas.when(conditions(), claims.schema());
        }
        if (tokens.take("unless")) {
            return InvariantSchemas.when(InvariantSchemas.not(conditions()), claims.schema());
        }
        if (comma || !claims.isStrong()) {
            throw unknownForm();
        }
        return claims.schema();
    }

    private boolean takeIf() {
        boolean only = tokens.take("only", "if") || tokens.take("only", "when");
        if (only) {
            throw new NotCheckable("\"only if\" says what must not be, and not what must be; say both");
        }
        return tokens.takeOne("if", "when", "whenever");
    }

    private JsonNode claimsAfterCondition() {
        boolean separated = tokens.take(",");
        separated |= tokens.take("then");
        if (!separated) {
            throw unknownForm();
        }
        return claims().schema();
    }

    private JsonNode conditions() {
        List<JsonNode> conditions = new ArrayList<>(List.of(clauses.condition()));
        boolean and = false;
        boolean or = false;
        while (true) {
            if (tokens.take("and") || tokens.take(",", "and")) {
                and = true;
            } else if (tokens.take("or")) {
                or = true;
            } else {
                break;
            }
            conditions.add(clauses.condition());
        }
        if (and && or) {
            throw new NotCheckable("\"and\" and \"or\" between conditions have more than one reading");
        }
        return or ? InvariantSchemas.any(conditions) : InvariantSchemas.all(conditions);
    }

    private RuleClause.Claims claims() {
        Supplier<RuleClause.Claims> next = clauses::claim;
        RuleClause.Claims first = next.get();
        List<JsonNode> schemas = new ArrayList<>(List.of(first.schema()));
        boolean strong = first.isStrong();
        while (tokens.take("and") || tokens.take(",", "and")) {
            RuleClause.Claims more = next.get();
            schemas.add(more.schema());
            strong &= more.isStrong();
        }
        return new RuleClause.Claims(InvariantSchemas.all(schemas), strong);
    }
}

package dev.keelson.storage.mongodb;

import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.BudgetLedger;
import dev.keelson.core.usage.BudgetTerms;
import dev.keelson.core.usage.BudgetWindow;
import dev.keelson.core.usage.Hold;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** Budgets as documents, their books in them: what is compared and set is one document. */
final class BudgetDocuments {
    static final String COLLECTION = "budgets";

    private static final String SCOPE = "scope";
    private static final String LIMIT = "limit";
    private static final String WINDOW = "window";
    private static final String SOFT_LIMIT = "softLimit";
    private static final String UNKNOWN_PRICE = "unknownPrice";
    private static final String REVISION = "revision";
    private static final String CREATED_AT = "createdAt";
    private static final String CHANGED_AT = "changedAt";
    private static final String CHANGED_BY = "changedBy";
    private static final String SEQUENCE = "sequence";
    private static final String WINDOW_START = "windowStart";
    private static final String SPENT = "spent";
    private static final String RECLAIMED = "reclaimed";
    private static final String HOLDS = "holds";
    private static final String NODE = "node";
    private static final String EPOCH = "epoch";
    private static final String RESERVED = "reserved";
    private static final String OPERATION = "operation";
    private static final String UNTIL = "until";

    private BudgetDocuments() {}

    static BsonDocument of(Budget budget) {
        BudgetTerms terms = budget.terms();
        BudgetLedger ledger = budget.ledger();
        return Fields.empty()
                .put(Fields.ID, terms.name())
                .put(SCOPE, ScopeDocuments.of(terms.scope()))
                .put(LIMIT, terms.limitNanoUsd())
                .put(WINDOW, terms.window().name())
                .put(SOFT_LIMIT, terms.softLimitPercent())
                .put(UNKNOWN_PRICE, terms.unknownPriceNanoUsd())
                .put(REVISION, budget.revision())
                .put(CREATED_AT, budget.createdAt())
                .put(CHANGED_AT, budget.changedAt())
                .put(CHANGED_BY, budget.changedBy())
                .put(SEQUENCE, ledger.sequence())
                .put(WINDOW_START, ledger.windowStart())
                .put(SPENT, ledger.spent())
                .put(RECLAIMED, ledger.reclaimed())
                .put(
                        HOLDS,
                        new BsonArray(
                                ledger.holds().stream().map(BudgetDocuments::of).toList()))
                .document();
    }

    /** The condition that a budget is still as it was read. */
    static BsonDocument unchanged(Budget budget) {
        return new BsonDocument(Fields.ID, new BsonString(budget.name()))
                .append(CREATED_AT, StoredTime.of(budget.createdAt()))
                .append(SEQUENCE, new BsonInt64(budget.ledger().sequence()));
    }

    static Budget budget(BsonDocument document) {
        Fields fields = new Fields(document);
        var terms = new BudgetTerms(
                fields.text(Fields.ID),
                ScopeDocuments.scope(document.getDocument(SCOPE)),
                fields.number(LIMIT),
                BudgetWindow.valueOf(fields.text(WINDOW)),
                fields.integerOrNull(SOFT_LIMIT),
                fields.numberOrNull(UNKNOWN_PRICE));
        List<Hold> holds = document.getArray(HOLDS).stream()
                .map(hold -> hold(hold.asDocument()))
                .toList();
        var ledger = new BudgetLedger(
                fields.number(SEQUENCE),
                fields.time(WINDOW_START),
                fields.number(SPENT),
                fields.number(RECLAIMED),
                holds);
        return new Budget(
                terms,
                fields.integer(REVISION),
                fields.time(CREATED_AT),
                fields.time(CHANGED_AT),
                fields.text(CHANGED_BY),
                ledger);
    }

    private static BsonDocument of(Hold hold) {
        return Fields.empty()
                .put(NODE, hold.node())
                .put(EPOCH, hold.epoch())
                .put(RESERVED, hold.reserved())
                .put(OPERATION, hold.operation())
                .put(UNTIL, hold.until())
                .document();
    }

    private static Hold hold(BsonDocument document) {
        Fields fields = new Fields(document);
        return new Hold(
                fields.text(NODE),
                fields.number(EPOCH),
                fields.number(RESERVED),
                fields.number(OPERATION),
                fields.time(UNTIL));
    }
}

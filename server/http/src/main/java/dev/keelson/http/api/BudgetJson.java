package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.BudgetTerms;
import dev.keelson.core.usage.BudgetWindow;
import dev.keelson.core.usage.Usd;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Budgets as JSON, with amounts as decimal text in US dollars: JSON numbers would not keep them exact. */
final class BudgetJson {
    private static final Map<String, BudgetWindow> WINDOWS = Arrays.stream(BudgetWindow.values())
            .collect(Collectors.toUnmodifiableMap(BudgetWindow::id, Function.identity()));

    private BudgetJson() {}

    static BudgetTerms toTerms(String name, JsonNode body) {
        JsonNode softLimit = body.path("softLimitPercent");
        JsonNode unknownPrice = body.path("unknownPriceUsd");
        return new BudgetTerms(
                name,
                ScopeJson.toScope(body.path("scope")),
                Usd.nano(body.get("limitUsd").textValue(), "/limitUsd"),
                Objects.requireNonNull(WINDOWS.get(body.get("window").textValue()), "window"),
                softLimit.isMissingNode() ? null : Integer.valueOf(softLimit.intValue()),
                unknownPrice.isMissingNode()
                        ? null
                        : Long.valueOf(Usd.nano(unknownPrice.textValue(), "/unknownPriceUsd")));
    }

    static ObjectNode budget(Budget budget) {
        BudgetTerms terms = budget.terms();
        ObjectNode json = Json.object().put("name", terms.name());
        json.set("scope", ScopeJson.scope(terms.scope()));
        json.put("limitUsd", Usd.text(terms.limitNanoUsd()))
                .put("window", terms.window().id());
        OptionalFields.put(json, "softLimitPercent", terms.softLimitPercent());
        Long unknownPrice = terms.unknownPriceNanoUsd();
        OptionalFields.put(json, "unknownPriceUsd", unknownPrice == null ? null : Usd.text(unknownPrice));
        json.put("spentUsd", Usd.text(budget.ledger().spent()))
                .put("reservedUsd", Usd.text(budget.ledger().reserved()))
                .put("availableUsd", Usd.text(Math.max(0, budget.available())))
                .put("reclaimedUsd", Usd.text(budget.ledger().reclaimed()))
                .put("softLimitReached", budget.isSoftLimitReached());
        if (budget.windowEnd() != null) {
            json.put("windowStart", budget.ledger().windowStart().toString());
        }
        OptionalFields.put(json, "windowEnd", budget.windowEnd());
        return json.put("revision", budget.revision())
                .put("changedAt", budget.changedAt().toString())
                .put("changedBy", budget.changedBy());
    }
}

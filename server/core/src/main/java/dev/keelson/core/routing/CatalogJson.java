package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Entries of the catalogue as JSON; what is unknown is left out. */
public final class CatalogJson {
    private static final String INPUT = "inputPerMTok";
    private static final String OUTPUT = "outputPerMTok";
    private static final String CACHED_INPUT = "cachedInputPerMTok";
    private static final String CACHE_WRITE = "cacheWritePerMTok";
    private static final String LONG_CONTEXT = "longContext";
    private static final String ABOVE = "aboveInputTokens";
    private static final String PRICE_CHANGE = "priceChange";
    private static final String EFFECTIVE = "effective";

    private CatalogJson() {}

    /** In the form in which it can be sent back. */
    public static ObjectNode of(CatalogModel model) {
        ObjectNode json = Json.object()
                .put("provider", model.provider())
                .put("id", model.id())
                .put("tier", model.tier().id())
                .put("status", model.status().id());
        putLimit(json, "contextWindow", model.limits().contextWindow());
        putLimit(json, "maxOutputTokens", model.limits().maxOutputTokens());
        if (model.prices() != null) {
            putPrices(json, model.prices());
        }
        if (model.retiresOn() != null) {
            json.put("retiresOn", model.retiresOn().toString());
        }
        putTexts(json.putArray("capabilities"), model.capabilities());
        if (!model.reasoningEfforts().isEmpty()) {
            putTexts(json.putArray("reasoningEfforts"), model.reasoningEfforts());
        }
        if (model.notes() != null) {
            json.put("notes", model.notes());
        }
        return json;
    }

    /** {@code json}: valid by the catalogue's schema. */
    static CatalogModel model(JsonNode json) {
        return new CatalogModel(
                json.get("provider").asText(),
                json.get("id").asText(),
                Tier.valueOf(json.get("tier").asText().toUpperCase(Locale.ROOT)),
                CatalogModel.Status.valueOf(json.path("status").asText("active").toUpperCase(Locale.ROOT)),
                new CatalogModel.Limits(integer(json, "contextWindow"), integer(json, "maxOutputTokens")),
                json.has(INPUT) ? prices(json) : null,
                date(json, "retiresOn"),
                texts(json.get("capabilities")),
                texts(json.path("reasoningEfforts")),
                json.has("notes") ? json.get("notes").asText() : null);
    }

    private static ModelPrices prices(JsonNode json) {
        JsonNode longContext = json.get(LONG_CONTEXT);
        JsonNode change = json.get(PRICE_CHANGE);
        return new ModelPrices(
                rates(json),
                longContext == null
                        ? null
                        : new ModelPrices.LongContext(longContext.get(ABOVE).longValue(), rates(longContext)),
                change == null
                        ? null
                        : new ModelPrices.PriceChange(
                                LocalDate.parse(change.get(EFFECTIVE).asText()), rates(change)));
    }

    private static TokenRates rates(JsonNode json) {
        return new TokenRates(
                json.get(INPUT).decimalValue(),
                json.get(OUTPUT).decimalValue(),
                price(json, CACHED_INPUT),
                price(json, CACHE_WRITE));
    }

    private static void putPrices(ObjectNode json, ModelPrices prices) {
        putRates(json, prices.rates());
        if (prices.longContext() != null) {
            putRates(
                    json.putObject(LONG_CONTEXT).put(ABOVE, prices.longContext().above()),
                    prices.longContext().rates());
        }
        if (prices.change() != null) {
            putRates(
                    json.putObject(PRICE_CHANGE)
                            .put(EFFECTIVE, prices.change().effective().toString()),
                    prices.change().rates());
        }
    }

    private static void putRates(ObjectNode json, TokenRates rates) {
        json.put(INPUT, rates.input()).put(OUTPUT, rates.output());
        if (rates.cachedInput() != null) {
            json.put(CACHED_INPUT, rates.cachedInput());
        }
        if (rates.cacheWrite() != null) {
            json.put(CACHE_WRITE, rates.cacheWrite());
        }
    }

    private static void putLimit(ObjectNode json, String name, @Nullable Integer limit) {
        if (limit != null) {
            json.put(name, limit);
        }
    }

    private static void putTexts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static @Nullable BigDecimal price(JsonNode json, String name) {
        return json.has(name) ? json.get(name).decimalValue() : null;
    }

    private static @Nullable Integer integer(JsonNode json, String name) {
        return json.has(name) ? Integer.valueOf(json.get(name).intValue()) : null;
    }

    private static @Nullable LocalDate date(JsonNode json, String name) {
        return json.has(name) ? LocalDate.parse(json.get(name).asText()) : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}

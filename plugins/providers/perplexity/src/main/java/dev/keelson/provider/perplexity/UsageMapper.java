package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ReportedCost;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads token counts and what the call cost, which tokens alone do not tell because searches are billed too. */
final class UsageMapper {
    private UsageMapper() {}

    static Usage map(JsonFields usage) {
        return Usage.of(usage.count("input_tokens"), usage.count("output_tokens"))
                .withCachedInputTokens(inputDetail(usage, "cache_read_input_tokens"))
                .withCacheWriteTokens(inputDetail(usage, "cache_creation_input_tokens"));
    }

    /** In nano-USD; empty when none is given, or one in another currency, which the notes then say. */
    static Optional<Long> cost(JsonFields usage, List<String> notes) {
        Optional<JsonFields> cost = usage.object("cost");
        String currency = cost.flatMap(fields -> fields.text("currency")).orElse("USD");
        if (!currency.equalsIgnoreCase("USD")) {
            notes.add("left out the reported cost: it is in " + currency.replaceAll("[^A-Za-z]", ""));
            return Optional.empty();
        }
        OptionalLong nano = ReportedCost.nanoUsd(
                cost.flatMap(fields -> fields.value("total_cost")).orElse(null));
        return nano.isPresent() ? Optional.of(nano.getAsLong()) : Optional.empty();
    }

    private static long inputDetail(JsonFields usage, String name) {
        return usage.object("input_tokens_details")
                .map(details -> details.count(name))
                .orElse(0L);
    }
}

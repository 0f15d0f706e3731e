package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.routing.CatalogTargets.KnownTarget;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Prices by what the provider reported, else by the catalogue in force. Sums are exact decimals, rounded half up to whole
 * nano-USD once at the end. Models in the server's own process are free; every other price that is not known is unknown.
 */
public final class CatalogPricing implements Pricing {
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final CatalogTargets targets;
    private final Clock clock;

    public CatalogPricing(CatalogTargets targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    @Override
    public CallCost cost(Target target, ChatResponse response) {
        OptionalLong reported = response.reportedCostNanoUsd();
        if (reported.isPresent() && reported.getAsLong() >= 0) {
            return new CallCost(reported, "reported");
        }
        KnownTarget known = targets.find(target);
        if (known.isLocal()) {
            return CallCost.FREE;
        }
        return byCatalog(known, response.usage());
    }

    @Override
    public OptionalLong estimate(Target target, long inputTokens, long outputTokens) {
        KnownTarget known = targets.find(target);
        if (known.isLocal()) {
            return OptionalLong.of(0);
        }
        CatalogModel model = known.model();
        if (model == null || model.prices() == null) {
            return OptionalLong.empty();
        }
        TokenRates rates = model.prices().at(today(), inputTokens);
        return rounded(rates.atMostNanoUsd(inputTokens, outputTokens), RoundingMode.CEILING);
    }

    private CallCost byCatalog(KnownTarget known, Usage usage) {
        CatalogModel model = known.model();
        boolean counted = usage.inputTokens() > 0 || usage.outputTokens() > 0;
        if (model == null || model.prices() == null || !counted) {
            return CallCost.UNKNOWN;
        }
        TokenRates rates = model.prices().at(today(), usage.inputTokens());
        OptionalLong nanoUsd = rounded(rates.exactNanoUsd(usage), RoundingMode.HALF_UP);
        return nanoUsd.isEmpty()
                ? CallCost.UNKNOWN
                : new CallCost(nanoUsd, "catalog " + known.catalog().version());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Empty when it does not fit into 64 bits, which only a provider that counts nonsense brings about. */
    private static OptionalLong rounded(BigDecimal nanoUsd, RoundingMode mode) {
        BigDecimal whole = nanoUsd.setScale(0, mode);
        return whole.compareTo(MAX) > 0 ? OptionalLong.empty() : OptionalLong.of(whole.longValueExact());
    }
}

package dev.keelson.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.resilience.TargetHealth;
import dev.keelson.core.routing.CatalogInForce;
import dev.keelson.core.routing.CatalogPinning;
import dev.keelson.core.routing.CatalogPricing;
import dev.keelson.core.routing.CatalogTargets;
import dev.keelson.core.routing.PolicyRouter;
import dev.keelson.core.routing.QualityScores;
import dev.keelson.core.routing.RoutingSignals;
import java.time.Clock;

/** What knows the models: the catalogue in force, and who pins, prices and routes by it. */
record Routing(CatalogInForce catalogs, CatalogPinning pinning, CatalogPricing pricing, PolicyRouter router) {

    static Routing over(ProviderRegistry providers, TargetHealth health, Clock clock, Ticker ticker) {
        CatalogInForce catalogs = CatalogInForce.builtIn();
        var targets = new CatalogTargets(catalogs, providers, ticker);
        var pricing = new CatalogPricing(targets, clock);
        // No test run stores scores of models yet.
        var signals = new RoutingSignals(pricing, health, QualityScores.NONE);
        return new Routing(
                catalogs,
                new CatalogPinning(targets, clock),
                pricing,
                new PolicyRouter(targets, signals, clock, ticker));
    }
}

package dev.keelson.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.routing.CatalogInForce;
import dev.keelson.core.routing.CatalogPricing;
import dev.keelson.core.routing.CatalogTargets;
import java.time.Clock;

/** What knows the models: the catalogue in force, and who prices and routes by it. */
record Routing(CatalogInForce catalogs, CatalogPricing pricing) {

    static Routing over(ProviderRegistry providers, Clock clock, Ticker ticker) {
        CatalogInForce catalogs = CatalogInForce.builtIn();
        var targets = new CatalogTargets(catalogs, providers, ticker);
        return new Routing(catalogs, new CatalogPricing(targets, clock));
    }
}

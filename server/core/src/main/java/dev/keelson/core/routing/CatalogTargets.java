package dev.keelson.core.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ProviderRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the catalogue and the providers know of a target. What is found is kept for five seconds, or until the
 * catalogue changes. Safe for concurrent use.
 */
public final class CatalogTargets {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MAX_TARGETS = 10_000;

    private final CatalogInForce catalogs;
    private final ProviderRegistry providers;
    private final Cache<Target, KnownTarget> known;

    public CatalogTargets(CatalogInForce catalogs, ProviderRegistry providers, Ticker ticker) {
        this.catalogs = catalogs;
        this.providers = providers;
        known = Caffeine.newBuilder()
                .maximumSize(MAX_TARGETS)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
    }

    /**
     * A target as it is known now.
     *
     * @param provider null when no provider of that name is configured
     * @param model null when the catalogue does not have it
     */
    record KnownTarget(
            Target target,
            ModelCatalog catalog,
            @Nullable ConfiguredProvider provider,
            @Nullable CatalogModel model) {

        boolean isLocal() {
            return provider != null && provider.kind().equals("local");
        }
    }

    ModelCatalog catalog() {
        return catalogs.current();
    }

    ProviderRegistry providers() {
        return providers;
    }

    KnownTarget find(Target target) {
        KnownTarget kept = known.getIfPresent(target);
        if (kept != null && kept.catalog() == catalogs.current()) {
            return kept;
        }
        KnownTarget found = look(target);
        known.put(target, found);
        return found;
    }

    private KnownTarget look(Target target) {
        ModelCatalog catalog = catalogs.current();
        Optional<ConfiguredProvider> provider = providers.providers().stream()
                .filter(each -> each.name().equals(target.provider()))
                .findFirst();
        String kind = provider.map(ConfiguredProvider::kind).orElse(target.provider());
        return new KnownTarget(
                target,
                catalog,
                provider.orElse(null),
                catalog.find(target.provider(), kind, target.model()).orElse(null));
    }
}

package dev.keelson.core.providerconfig;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Asks a provider for its models: proves that its address and its credential are good, and generates nothing. */
public final class CheckProviderUseCase {
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_MODELS = 1_000;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final ProviderRegistry registry;
    private final ProviderHealth health;
    private final Ticker ticker;

    public CheckProviderUseCase(ProviderRegistry registry, ProviderHealth health, Ticker ticker) {
        this.registry = registry;
        this.health = health;
        this.ticker = ticker;
    }

    public record Input(Principal by, String name) {}

    /** A provider that does not answer is no failure but what was found. Fails with {@link ErrorCode#PROVIDER_NOT_FOUND}. */
    public Future<ProviderCheck> execute(Input input) {
        input.by().require(Permission.PROVIDER_MANAGE);
        Optional<ModelClient> client = registry.find(input.name());
        if (client.isEmpty()) {
            return Future.succeededFuture(unusable(input.name()));
        }
        long start = ticker.read();
        return client.get()
                .listModels(LIMIT)
                .map(models -> works(input.name(), models, start))
                .recover(failure -> failure instanceof PluginException known
                        ? Future.succeededFuture(fails(input.name(), known, start))
                        : Future.failedFuture(failure));
    }

    private ProviderCheck unusable(String name) {
        String problem = registry.providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .map(provider -> Objects.requireNonNullElse(provider.problem(), "its plugin is being replaced"))
                .orElseThrow(() -> ProviderQueries.notFound(name));
        return new ProviderCheck(name, false, "not_usable", problem, 0, List.of(), null);
    }

    private ProviderCheck works(String name, List<ModelInfo> models, long start) {
        health.clear(name);
        List<String> ids = models.stream().map(ModelInfo::id).limit(MAX_MODELS).toList();
        return new ProviderCheck(name, true, null, null, millisSince(start), ids, null);
    }

    private ProviderCheck fails(String name, PluginException failure, long start) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return new ProviderCheck(
                name,
                false,
                failure.type().name().toLowerCase(Locale.ROOT),
                message,
                millisSince(start),
                List.of(),
                failure.requestId().orElse(null));
    }

    private long millisSince(long start) {
        return (ticker.read() - start) / NANOS_IN_MILLI;
    }
}

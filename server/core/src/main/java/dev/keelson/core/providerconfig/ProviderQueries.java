package dev.keelson.core.providerconfig;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.providerconfig.ProviderView.Source;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the configured providers, wherever they are configured, with how they stand. */
public final class ProviderQueries {
    private static final String IGNORED =
            "a stored provider of this name is ignored: the one of the configuration file wins";

    private final Parts parts;
    private final ShownSettings shown;

    public ProviderQueries(Parts parts) {
        this.parts = parts;
        shown = new ShownSettings(parts.kinds);
    }

    /** What the queries read from. */
    public record Parts(
            ProviderRegistry registry,
            ProviderKinds kinds,
            ProviderRepository repository,
            FileProviders files,
            ProviderHealth health,
            ProviderSpend spend) {}

    /** Those of the configuration file first. */
    public Future<List<ProviderView>> list(Principal by) {
        by.require(Permission.PLUGIN_READ);
        return parts.repository
                .list()
                .compose(stored ->
                        parts.spend.nanoUsd().map(spend -> new Moment(stored, parts.registry.providers(), spend)))
                .map(this::views);
    }

    /** Fails with {@link ErrorCode#PROVIDER_NOT_FOUND}. */
    public Future<ProviderView> get(Principal by, String name) {
        return list(by).map(all -> all.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name)));
    }

    /** The kinds that a provider can be of. */
    public List<ProviderKind> kinds(Principal by) {
        by.require(Permission.PLUGIN_READ);
        return parts.kinds.kinds();
    }

    static KeelsonException notFound(String name) {
        return new KeelsonException(ErrorCode.PROVIDER_NOT_FOUND, "no provider named " + name);
    }

    /** Everything that views are made of, read at one moment. */
    private record Moment(
            List<StoredProvider> stored, Map<String, ConfiguredProvider> states, Map<String, Long> spend) {

        Moment(List<StoredProvider> stored, List<ConfiguredProvider> states, Map<String, Long> spend) {
            this(
                    stored,
                    states.stream().collect(Collectors.toMap(ConfiguredProvider::name, Function.identity())),
                    spend);
        }

        /** A provider that this node has not put in force yet has no state. */
        ConfiguredProvider state(String name, String kind) {
            ConfiguredProvider known = states.get(name);
            return known != null && known.kind().equals(kind)
                    ? known
                    : new ConfiguredProvider(
                            name, kind, null, null, Set.of(), List.of(), "not in force yet on this node");
        }
    }

    private List<ProviderView> views(Moment moment) {
        List<ProviderView> views = new ArrayList<>();
        Set<String> stored = moment.stored.stream().map(StoredProvider::name).collect(Collectors.toSet());
        for (FileProvider file : parts.files.all()) {
            views.add(view(moment, file, stored.contains(file.name()) ? IGNORED : null));
        }
        Set<String> files = parts.files.all().stream().map(FileProvider::name).collect(Collectors.toSet());
        moment.stored.stream()
                .filter(provider -> !files.contains(provider.name()))
                .forEach(provider -> views.add(view(moment, provider)));
        return views;
    }

    private ProviderView view(Moment moment, FileProvider file, @Nullable String conflict) {
        return new ProviderView(
                moment.state(file.name(), file.kind()),
                Source.FILE,
                shown.of(file),
                null,
                conflict,
                parts.health.of(file.name()),
                moment.spend.get(file.name()));
    }

    private ProviderView view(Moment moment, StoredProvider provider) {
        return new ProviderView(
                moment.state(provider.name(), provider.kind()),
                Source.API,
                shown.of(provider),
                new ProviderView.Change(provider.revision(), provider.changedAt(), provider.changedBy()),
                null,
                parts.health.of(provider.name()),
                moment.spend.get(provider.name()));
    }
}

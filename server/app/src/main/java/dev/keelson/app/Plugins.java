package dev.keelson.app;

import dev.keelson.egress.AllowList;
import dev.keelson.egress.EgressClient;
import dev.keelson.egress.EgressPolicy;
import dev.keelson.egress.PlainHttp;
import dev.keelson.embedding.EmbeddingConfig;
import dev.keelson.embedding.SentenceEmbedder;
import dev.keelson.pluginhost.HostLimits;
import dev.keelson.pluginhost.HostServices;
import dev.keelson.pluginhost.PluginHost;
import dev.keelson.pluginhost.PluginHostConfig;
import dev.keelson.pluginhost.ProviderConfiguration;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin host with what it lends: one egress client for each surface, and the embedding model.
 *
 * @param storedProviders the client of providers that were configured through the API
 */
record Plugins(PluginHost host, SentenceEmbedder embedder, EgressClient storedProviders, List<EgressClient> egress) {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    /** Blocks until the plugins are started; the embedding model goes on loading in the background. */
    static Plugins start(Vertx vertx, ServerConfig config) {
        SentenceEmbedder embedder =
                new SentenceEmbedder(EmbeddingConfig.in(config.data().resolve("embedding")));
        embedder.warmUp().whenComplete(Plugins::reportLoading);
        EgressClient providers = providerEgress(vertx, providerAllowList(config));
        EgressClient stored = providerEgress(vertx, AllowList.parse(config.providerAllowList()));
        EgressClient tools = EgressClient.create(
                vertx,
                EgressPolicy.of("tools")
                        .plainHttp(PlainHttp.TO_ALLOWED_TARGETS)
                        .allow(AllowList.parse(config.toolAllowList()))
                        .maxRedirects(3)
                        .build());
        var services = new HostServices(
                providers, stored, tools, embedder, new ConfiguredSecrets(config.secrets()), Clock.systemUTC());
        var hostConfig = new PluginHostConfig(
                config.plugins(), config.data().resolve("plugins"), providers(config), HostLimits.defaults());
        PluginHost host = PluginHost.start(vertx, hostConfig, services).await();
        return new Plugins(host, embedder, stored, List.of(providers, stored, tools));
    }

    private static EgressClient providerEgress(Vertx vertx, AllowList allowed) {
        return EgressClient.create(
                vertx,
                EgressPolicy.of("providers")
                        .plainHttp(PlainHttp.TO_ALLOWED_TARGETS)
                        .allow(allowed)
                        .build());
    }

    private static void reportLoading(@Nullable SentenceEmbedder ready, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("the embedding model can't be loaded; the local provider will not answer", failure);
        }
    }

    /** Blocks. */
    void close() {
        host.close().await();
        egress.forEach(client -> client.close().await());
        embedder.close();
    }

    private static List<ProviderConfiguration> providers(ServerConfig config) {
        return config.providers().entrySet().stream()
                .map(entry -> new ProviderConfiguration(
                        entry.getKey(),
                        entry.getValue().kind(),
                        entry.getValue().settings()))
                .toList();
    }

    /** An operator who writes a provider's address into the configuration has allowed it. */
    private static AllowList providerAllowList(ServerConfig config) {
        List<String> allowed = new ArrayList<>(config.providerAllowList());
        config.providers().values().stream()
                .map(provider -> provider.settings().path("baseUrl").asText())
                .flatMap(url -> hostAndPort(url).stream())
                .forEach(allowed::add);
        return AllowList.parse(allowed);
    }

    private static Optional<String> hostAndPort(String url) {
        try {
            URI uri = new URI(url);
            int usual = "https".equals(uri.getScheme()) ? 443 : 80;
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            return Optional.ofNullable(uri.getHost()).map(host -> host + ":" + port);
        } catch (URISyntaxException reportedByTheProvider) {
            return Optional.empty();
        }
    }
}

package dev.keelson.pluginhost;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.http.OutboundHttp;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What one plugin is lent. */
final class HostPluginContext implements PluginContext {
    private static final JsonCodec JSON = new HostJsonCodec();

    private final HostServices services;
    private final OutboundHttp http;
    private final Executor blockingWork;

    private HostPluginContext(HostServices services, OutboundHttp http, Executor blockingWork) {
        this.services = services;
        this.http = http;
        this.blockingWork = blockingWork;
    }

    static HostPluginContext forProviders(HostServices services, PluginWorkers workers) {
        return new HostPluginContext(services, services.providerHttp(), workers.blocking());
    }

    /** For providers that were configured through the API. */
    static HostPluginContext forStoredProviders(HostServices services, PluginWorkers workers) {
        return new HostPluginContext(services, services.storedProviderHttp(), workers.blocking());
    }

    /** For what authors write: tools and evaluators. */
    static HostPluginContext forDefinitions(HostServices services, PluginWorkers workers) {
        return new HostPluginContext(services, services.toolHttp(), workers.blocking());
    }

    @Override
    public OutboundHttp http() {
        return http;
    }

    @Override
    public JsonCodec json() {
        return JSON;
    }

    @Override
    public Optional<TextEmbedder> embedder() {
        return Optional.ofNullable(services.embedder());
    }

    @Override
    public Clock clock() {
        return services.clock();
    }

    @Override
    public Executor blockingWork() {
        return blockingWork;
    }
}

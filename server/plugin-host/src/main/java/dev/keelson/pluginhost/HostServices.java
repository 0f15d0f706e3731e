package dev.keelson.pluginhost;

import dev.keelson.core.secret.SecretSource;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.http.OutboundHttp;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server lends to its plugins.
 *
 * @param providerHttp follows the operator's egress rules for model providers
 * @param storedProviderHttp follows those rules too, but opens nothing because a provider of the configuration file is there
 * @param toolHttp follows the stricter rules for what authors write: tools and evaluators
 * @param embedder null when the server runs without an embedding model
 */
public record HostServices(
        OutboundHttp providerHttp,
        OutboundHttp storedProviderHttp,
        OutboundHttp toolHttp,
        @Nullable TextEmbedder embedder,
        SecretSource secrets,
        Clock clock) {

    public HostServices {
        Objects.requireNonNull(providerHttp, "providerHttp");
        Objects.requireNonNull(storedProviderHttp, "storedProviderHttp");
        Objects.requireNonNull(toolHttp, "toolHttp");
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(clock, "clock");
    }
}

package dev.keelson.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server needs to know to start, checked.
 *
 * @param data directory of the embedded store, keys and plugin copies
 * @param mongoUri null for the embedded store; may hold a password
 * @param presetAdminKey admin key from the environment; null when there is none
 * @param keyPepper null takes the one in the data directory, made at the first start
 * @param providers configured providers by name
 * @param modelCatalog file with entries over the built-in model catalogue, read again when it changes; null without
 * @param toolAllowList hosts, {@code host:port}s and CIDRs that tools may reach although they are private
 */
record ServerConfig(
        String host,
        int port,
        Path data,
        @Nullable Secret mongoUri,
        String database,
        Path plugins,
        int maxInFlight,
        @Nullable Secret presetAdminKey,
        @Nullable Secret keyPepper,
        ModelPolicy defaultModels,
        Map<String, ProviderConfig> providers,
        @Nullable Path modelCatalog,
        List<NamedSecret> secrets,
        List<String> toolAllowList,
        List<String> providerAllowList,
        WhenStoreIsAway whenStoreIsAway,
        ResilienceConfig resilience) {

    /** What happens to executions while the store is away. */
    enum WhenStoreIsAway {
        /** They go on; their traces wait in a journal in the data directory. */
        SPOOL,
        /** They are refused before a model is called. */
        REFUSE
    }

    /** A provider as an operator configured it; secrets are filled in. */
    record ProviderConfig(String kind, JsonNode settings) {}
}

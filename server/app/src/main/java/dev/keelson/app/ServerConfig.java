package dev.keelson.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server needs to know to start, checked.
 *
 * @param data directory of the embedded store, keys and plugin copies
 * @param mongoUri null for the embedded store; may hold a password
 * @param presetAdminKey admin key from the environment; null when there is none
 * @param keyPepper what API keys are digested with; null takes the one in the data directory, made at the first start
 * @param masterKey what stored secrets are sealed with; null takes the one in the data directory, made at the first start
 * @param previousMasterKey what they were sealed with before; null when it was never changed
 * @param providers configured providers by name
 * @param modelCatalog file with entries over the built-in model catalogue, read again when it changes; null without
 * @param toolAllowList hosts, {@code host:port}s and CIDRs that tools may reach although they are private
 * @param webhookAllowList the same for webhooks, which may then use http too
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
        @Nullable Secret masterKey,
        @Nullable Secret previousMasterKey,
        ModelPolicy defaultModels,
        Map<String, ProviderConfig> providers,
        @Nullable Path modelCatalog,
        List<NamedSecret> secrets,
        List<String> toolAllowList,
        List<String> providerAllowList,
        List<String> webhookAllowList,
        WhenStoreIsAway whenStoreIsAway,
        ResilienceConfig resilience) {

    /** What happens to executions while the store is away. */
    enum WhenStoreIsAway {
        /** They go on; their traces wait in a journal in the data directory. */
        SPOOL,
        /** They are refused before a model is called. */
        REFUSE
    }

    /**
     * A provider as an operator configured it; secrets are filled in.
     *
     * @param filledIn the settings whose values came from the environment or a file
     */
    record ProviderConfig(String kind, JsonNode settings, Set<String> filledIn) {

        ProviderConfig {
            filledIn = Set.copyOf(filledIn);
        }
    }
}

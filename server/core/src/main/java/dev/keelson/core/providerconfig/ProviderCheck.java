package dev.keelson.core.providerconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said when it was asked for its models.
 *
 * @param errorClass null when it answered
 * @param message what went wrong; null when nothing did
 * @param requestId the provider's own id of the call; null when it gave none
 */
public record ProviderCheck(
        String provider,
        boolean ok,
        @Nullable String errorClass,
        @Nullable String message,
        long latencyMillis,
        List<String> models,
        @Nullable String requestId) {

    public ProviderCheck {
        models = List.copyOf(models);
    }
}

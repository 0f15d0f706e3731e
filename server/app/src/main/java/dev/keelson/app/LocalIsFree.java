package dev.keelson.app;

import dev.keelson.app.ServerConfig.ProviderConfig;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.routing.CallCost;
import dev.keelson.core.routing.Pricing;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.Map;
import java.util.OptionalLong;

/** Models in the server's own process cost nothing; any other price is unknown. */
final class LocalIsFree implements Pricing {
    private final Map<String, ProviderConfig> providers;

    LocalIsFree(Map<String, ProviderConfig> providers) {
        this.providers = providers;
    }

    @Override
    public CallCost cost(Target target, ChatResponse response) {
        return isLocal(target) ? CallCost.FREE : CallCost.UNKNOWN;
    }

    @Override
    public OptionalLong estimate(Target target, long inputTokens, long outputTokens) {
        return isLocal(target) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private boolean isLocal(Target target) {
        ProviderConfig config = providers.get(target.provider());
        return config != null && config.kind().equals("local");
    }
}

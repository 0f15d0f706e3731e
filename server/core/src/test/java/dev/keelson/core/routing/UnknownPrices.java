package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.OptionalLong;

/** Knows the price of nothing. */
public final class UnknownPrices implements Pricing {

    @Override
    public CallCost cost(Target target, ChatResponse response) {
        return CallCost.UNKNOWN;
    }

    @Override
    public OptionalLong estimate(Target target, long inputTokens, long outputTokens) {
        return OptionalLong.empty();
    }
}

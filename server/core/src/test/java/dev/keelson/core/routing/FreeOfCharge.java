package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.OptionalLong;

/** Every model costs nothing. */
public final class FreeOfCharge implements Pricing {

    @Override
    public CallCost cost(Target target, ChatResponse response) {
        return CallCost.FREE;
    }

    @Override
    public OptionalLong estimate(Target target, long inputTokens, long outputTokens) {
        return OptionalLong.of(0);
    }
}

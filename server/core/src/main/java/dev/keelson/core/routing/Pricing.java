package dev.keelson.core.routing;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.OptionalLong;

/** What model calls cost. Safe for concurrent use; does no I/O. */
public interface Pricing {

    /** What an answered call cost: what the provider itself reported, else tokens times the price in force now. */
    CallCost cost(Target target, ChatResponse response);

    /** An upper estimate in nano-USD before the call; empty when the price is unknown. */
    OptionalLong estimate(Target target, long inputTokens, long outputTokens);
}

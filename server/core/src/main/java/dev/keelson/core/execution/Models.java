package dev.keelson.core.execution;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.resilience.Failover;
import dev.keelson.core.routing.ModelRouter;
import dev.keelson.core.routing.Pricing;
import dev.keelson.core.usage.UsageMeter;
import java.util.function.Predicate;

/**
 * What it takes to call models.
 *
 * @param mayHedge whether an agent lets a second model start when the first is slow
 */
public record Models(
        ProviderRegistry providers,
        ModelRouter router,
        Failover failover,
        Pricing pricing,
        UsageMeter usage,
        Predicate<AgentDefinition> mayHedge) {}

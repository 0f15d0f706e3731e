package dev.keelson.core.routing;

import dev.keelson.core.resilience.TargetHealth;

/** What models are compared by. */
public record RoutingSignals(Pricing pricing, TargetHealth health, QualityScores quality) {}

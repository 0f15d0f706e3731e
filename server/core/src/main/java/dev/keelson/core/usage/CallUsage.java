package dev.keelson.core.usage;

import dev.keelson.core.routing.CallCost;
import dev.keelson.plugin.api.provider.Usage;

/** What a model call really used. */
public record CallUsage(Usage tokens, CallCost cost) {}

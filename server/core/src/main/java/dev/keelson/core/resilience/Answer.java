package dev.keelson.core.resilience;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.plugin.api.provider.ChatResponse;

/** A model's answer and who gave it. */
public record Answer(Target target, ChatResponse response) {}

package dev.keelson.core.execution;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.routing.RouteRequest;
import dev.keelson.plugin.api.provider.ChatRequest;
import java.time.Duration;

/** What a model is to answer next, for whichever target is asked. */
interface ModelTurns {

    RouteRequest routeRequest();

    /** {@code timeout}: of this call. */
    ChatRequest request(Target target, Duration timeout);
}

package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.provider.support.ResponseHead;
import java.time.Clock;
import java.util.Optional;

/** What the head of an answer says about it. */
record Received(Optional<String> requestId, RateLimits rateLimits) {

    static Received of(ResponseHead head, Clock clock) {
        return new Received(head.header("request-id").filter(id -> !id.isBlank()), RateLimitHeaders.read(head, clock));
    }

    /** The failure with the id of the request, unless it has one already. */
    PluginException named(PluginException failure) {
        return failure.requestId().isPresent()
                ? failure
                : requestId.map(failure::withRequestId).orElse(failure);
    }
}

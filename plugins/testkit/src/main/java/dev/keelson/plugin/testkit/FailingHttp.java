package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An {@link OutboundHttp} on which every request fails in one way, such as by an egress rule of the host. */
public final class FailingHttp implements OutboundHttp {
    private final PluginException failure;

    public FailingHttp(PluginException failure) {
        this.failure = failure;
    }

    @Override
    public CompletionStage<OutboundResponse> send(OutboundRequest request) {
        return CompletableFuture.failedFuture(failure);
    }

    @Override
    public CompletionStage<OutboundStream> stream(OutboundRequest request) {
        return CompletableFuture.failedFuture(failure);
    }
}

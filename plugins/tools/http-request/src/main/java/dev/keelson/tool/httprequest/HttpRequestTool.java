package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundStream;
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls one endpoint. Holds no state between calls. */
final class HttpRequestTool implements Tool {
    private final Endpoint endpoint;
    private final OutboundHttp http;
    private final ToolSpec spec;
    private final RequestWriter requests;
    private final ResultWriter results;

    HttpRequestTool(String name, Endpoint endpoint, PluginContext context) {
        this.endpoint = endpoint;
        this.http = context.http();
        this.spec =
                ToolSpec.of(name, endpoint.description(), endpoint.parameters().schema());
        this.requests = new RequestWriter(endpoint, context.json());
        this.results = new ResultWriter(endpoint, context.json());
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public CompletionStage<ToolResult> invoke(ToolInvocation invocation) {
        Duration limit = shorter(endpoint.limits().timeout(), invocation.timeout());
        long deadline = System.nanoTime() + limit.toNanos();
        return opened(invocation, limit)
                .thenCompose(head -> read(head, Duration.ofNanos(deadline - System.nanoTime())))
                .handle((result, failure) -> failure == null ? result : results.failure(failure, limit));
    }

    private CompletionStage<OutboundStream> opened(ToolInvocation invocation, Duration limit) {
        try {
            OutboundRequest request = requests.write(invocation, limit);
            return http.stream(request);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletionStage<ToolResult> read(OutboundStream head, Duration left) {
        return CutBody.collect(head.body(), endpoint.limits().maxResponseBytes(), left)
                .thenApply(body -> results.answer(head, body));
    }

    /** At least a millisecond: what is over already fails by itself. */
    private static Duration shorter(Duration own, Duration left) {
        Duration shorter = own.compareTo(left) < 0 ? own : left;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }
}

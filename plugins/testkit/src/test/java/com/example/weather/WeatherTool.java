package com.example.weather;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.tool.Tool;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Looks up the weather of one city. */
final class WeatherTool implements Tool {
    private final ToolSpec spec;
    private final String baseUrl;
    private final String apiKey;
    private final PluginContext context;

    WeatherTool(String name, PluginConfig config, PluginContext context) {
        this.spec = ToolSpec.of(name, "Tells the present weather of a city.", schema());
        this.baseUrl = config.requireString("baseUrl");
        this.apiKey = config.string("apiKey").orElse("");
        this.context = context;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public CompletionStage<ToolResult> invoke(ToolInvocation invocation) {
        String city = URLEncoder.encode(invocation.arguments().get("city").toString(), StandardCharsets.UTF_8);
        OutboundRequest request = OutboundRequest.get(URI.create(baseUrl + "/weather?city=" + city))
                .header("X-Api-Key", apiKey)
                .timeout(invocation.timeout())
                .maxResponseBytes(16_384)
                .build();
        return context.http().send(request).thenApply(WeatherTool::result).exceptionally(WeatherTool::unreachable);
    }

    private static ToolResult result(OutboundResponse response) {
        return response.status() == 200
                ? ToolResult.success(response.text())
                : ToolResult.error("The weather service answered with status " + response.status() + ".");
    }

    /** What the model can work around is a result; anything else goes on as the plugin exception that it is. */
    private static ToolResult unreachable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof PluginException known && (known.type().retryable() || known.type() == ErrorType.BLOCKED)) {
            return ToolResult.error("The weather service can't be reached.");
        }
        throw new CompletionException(cause);
    }

    private static Map<String, Object> schema() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("city", Map.of("type", "string", "maxLength", 100)),
                "required",
                List.of("city"),
                "additionalProperties",
                false);
    }
}

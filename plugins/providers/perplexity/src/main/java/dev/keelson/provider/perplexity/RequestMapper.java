package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import dev.keelson.provider.support.SchemaLowering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes chat requests in the words of the Agent API, which answers 400 to a field that it does not know: whatever has no
 * field there is left out with a note, or refused when leaving it out would change what is asked.
 */
final class RequestMapper {
    private final JsonCodec json;
    /** By identity: the host gives the same object for every execution of a version. */
    private final Map<OutputSchema, LoweredSchema> lowered = Collections.synchronizedMap(new WeakHashMap<>());

    RequestMapper(JsonCodec json) {
        this.json = json;
    }

    /** A request for one whole answer. */
    WireRequest whole(ChatRequest request) {
        return wire(request, false);
    }

    WireRequest streamed(ChatRequest request) {
        return wire(request, true);
    }

    private WireRequest wire(ChatRequest request, boolean streamed) {
        List<String> notes = new ArrayList<>();
        Map<String, Object> body = body(request, notes);
        @Nullable LoweredSchema output = request.outputSchema().map(this::lower).orElse(null);
        if (output != null) {
            request.outputSchema()
                    .ifPresent(schema -> body.put("response_format", responseFormat(schema.name(), output)));
        }
        if (streamed) {
            body.put("stream", true);
        }
        return new WireRequest(request.model(), json.write(body), streamed, output, WebSearch.of(request), notes);
    }

    private static Map<String, Object> body(ChatRequest request, List<String> notes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(selector(request.model()), request.model());
        InputMapper input = InputMapper.of(request.messages());
        if (!input.instructions().isEmpty()) {
            body.put("instructions", input.instructions());
        }
        body.put("input", input.items());
        request.maxOutputTokens().ifPresent(limit -> body.put("max_output_tokens", limit));
        request.reasoningEffort().ifPresent(effort -> body.put("reasoning", Map.of("effort", effort(effort))));
        putSampling(request, body, notes);
        List<Map<String, Object>> tools = tools(request);
        if (!tools.isEmpty()) {
            body.put("tools", tools);
        }
        return body;
    }

    private static String selector(String model) {
        ModelNames.retirement(model).ifPresent(advice -> {
            throw new PluginException(ErrorType.NOT_FOUND, "model: " + advice);
        });
        return ModelNames.isPreset(model) ? "preset" : "model";
    }

    private static void putSampling(ChatRequest request, Map<String, Object> body, List<String> notes) {
        if (request.temperature().isPresent()) {
            if (ModelNames.isPreset(request.model())) {
                notes.add("left out temperature: presets choose their own");
            } else {
                body.put("temperature", request.temperature().get());
            }
        }
        if (request.topP().isPresent()) {
            notes.add("left out topP: the Agent API has no such option");
        }
        if (!request.parallelToolCalls() && !request.tools().isEmpty()) {
            notes.add("left out parallelToolCalls: the Agent API has no switch for it");
        }
    }

    private static String effort(ReasoningEffort effort) {
        return switch (effort) {
            case NONE, MINIMAL -> "minimal";
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case XHIGH, MAX -> "xhigh";
        };
    }

    private static List<Map<String, Object>> tools(ChatRequest request) {
        List<Map<String, Object>> tools = new ArrayList<>();
        if (request.webSearch()) {
            tools.add(Map.of("type", "web_search"));
        }
        request.tools().forEach(tool -> tools.add(function(tool)));
        return tools;
    }

    private static Map<String, Object> function(ToolSpec tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("type", "function");
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", SchemaKeywords.cleaned(tool.inputSchema()));
        return function;
    }

    private LoweredSchema lower(OutputSchema schema) {
        return lowered.computeIfAbsent(schema, first -> SchemaLowering.lower(first.schema()));
    }

    private static Map<String, Object> responseFormat(String name, LoweredSchema output) {
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("name", name);
        format.put("schema", output.lowered());
        format.put("strict", output.isStrict());
        return Map.of("type", "json_schema", "json_schema", format);
    }
}

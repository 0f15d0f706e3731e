package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import dev.keelson.provider.support.SchemaLowering;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Writes chat requests in the words of Chat Completions, within what the upstream understands. */
final class RequestMapper {
    private final UpstreamTraits traits;
    private final JsonCodec json;
    private final MessageMapper messages;
    /** By identity: the host gives the same object for every execution of a version. */
    private final Map<OutputSchema, LoweredSchema> lowered = Collections.synchronizedMap(new WeakHashMap<>());

    RequestMapper(UpstreamTraits traits, JsonCodec json) {
        this.traits = traits;
        this.json = json;
        this.messages = new MessageMapper(traits);
    }

    /** A request for one whole answer. */
    WireRequest whole(ChatRequest request) {
        return finish(request, body(request), false);
    }

    /** A request for a stream, or for a whole answer when the upstream can't stream what is asked. */
    WireRequest streamed(ChatRequest request) {
        if (!request.tools().isEmpty() && !traits.toolStreaming()) {
            return whole(request);
        }
        Map<String, Object> body = body(request);
        body.put("stream", true);
        if (traits.streamOptions()) {
            body.put("stream_options", Map.of("include_usage", true));
        }
        return finish(request, body, true);
    }

    private Map<String, Object> body(ChatRequest request) {
        if (!request.tools().isEmpty() && !traits.tools()) {
            throw new PluginException(ErrorType.UNSUPPORTED, "this upstream is configured as one without tools");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        request.temperature().ifPresent(value -> body.put("temperature", value));
        request.maxOutputTokens().ifPresent(value -> body.put(traits.maxTokensField(), value));
        return body;
    }

    private WireRequest finish(ChatRequest request, Map<String, Object> body, boolean streamed) {
        @Nullable LoweredSchema output = request.outputSchema().map(this::lower).orElse(null);
        body.put("messages", messages.map(request.messages(), schemaInWords(output)));
        request.outputSchema().ifPresent(schema -> body.put("response_format", responseFormat(schema.name(), output)));
        Map<String, LoweredSchema> toolSchemas = new LinkedHashMap<>();
        if (!request.tools().isEmpty()) {
            body.put("tools", tools(request.tools(), toolSchemas));
        }
        return new WireRequest(request.model(), json.write(body), streamed, output, toolSchemas);
    }

    private LoweredSchema lower(OutputSchema schema) {
        return lowered.computeIfAbsent(schema, first -> SchemaLowering.lower(first.schema()));
    }

    /** {@code json_object} is refused unless the word JSON is in the prompt; the schema has to be said there as well. */
    private @Nullable String schemaInWords(@Nullable LoweredSchema output) {
        if (output == null || traits.jsonSchema()) {
            return null;
        }
        return "Answer with nothing but one JSON object that follows this JSON Schema:\n"
                + json.write(output.lowered());
    }

    private Map<String, Object> responseFormat(String name, @Nullable LoweredSchema output) {
        if (output == null || !traits.jsonSchema()) {
            return Map.of("type", "json_object");
        }
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("name", name);
        format.put("strict", output.isStrict());
        format.put("schema", output.lowered());
        return Map.of("type", "json_schema", "json_schema", format);
    }

    private List<Map<String, Object>> tools(List<ToolSpec> tools, Map<String, LoweredSchema> schemas) {
        return tools.stream().map(tool -> tool(tool, schemas)).toList();
    }

    private Map<String, Object> tool(ToolSpec tool, Map<String, LoweredSchema> schemas) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        if (traits.strictTools()) {
            LoweredSchema lowered = SchemaLowering.lower(tool.inputSchema());
            schemas.put(tool.name(), lowered);
            function.put("parameters", lowered.lowered());
            function.put("strict", lowered.isStrict());
        } else {
            function.put("parameters", SchemaKeywords.cleaned(tool.inputSchema()));
        }
        return Map.of("type", "function", "function", function);
    }
}

package dev.keelson.provider.openaicompatible;

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
import java.util.Optional;
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
        return finish(request, new LinkedHashMap<>(), false);
    }

    /** A request for a stream, or for a whole answer when the upstream can't stream what is asked. */
    WireRequest streamed(ChatRequest request) {
        if (!request.tools().isEmpty() && !traits.has(Trait.TOOL_STREAMING)) {
            return whole(request);
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("stream", true);
        if (traits.has(Trait.STREAM_OPTIONS)) {
            options.put("stream_options", Map.of("include_usage", true));
        }
        return finish(request, options, true);
    }

    private void requirePossible(ChatRequest request) {
        if (!request.tools().isEmpty() && !traits.has(Trait.TOOLS)) {
            throw new PluginException(ErrorType.UNSUPPORTED, "this upstream is configured as one without tools");
        }
        if (request.webSearch()) {
            throw new PluginException(ErrorType.UNSUPPORTED, "web search is no part of this protocol");
        }
    }

    private Map<String, Object> body(ChatRequest request, List<String> notes) {
        requirePossible(request);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        request.temperature().ifPresent(value -> body.put("temperature", value));
        request.topP().ifPresent(value -> body.put("top_p", value));
        request.maxOutputTokens().ifPresent(value -> body.put(traits.maxTokensField(), value));
        request.reasoningEffort().ifPresent(effort -> putEffort(effort, body, notes));
        if (!request.tools().isEmpty() && !request.parallelToolCalls()) {
            putOneCallAtATime(body, notes);
        }
        return body;
    }

    private void putEffort(ReasoningEffort effort, Map<String, Object> body, List<String> notes) {
        Optional<String> word = Reasoning.effort(effort, traits);
        if (word.isPresent()) {
            body.put("reasoning_effort", word.get());
        } else {
            notes.add("left out reasoningEffort: this upstream is configured as one that does not know it");
        }
    }

    private void putOneCallAtATime(Map<String, Object> body, List<String> notes) {
        if (traits.has(Trait.PARALLEL_TOOL_CALLS)) {
            body.put("parallel_tool_calls", false);
        } else {
            notes.add("left out parallelToolCalls: this upstream is configured as one that does not know it");
        }
    }

    private WireRequest finish(ChatRequest request, Map<String, Object> options, boolean streamed) {
        List<String> notes = new ArrayList<>();
        Map<String, Object> body = body(request, notes);
        body.putAll(options);
        @Nullable LoweredSchema output = request.outputSchema().map(this::lower).orElse(null);
        body.put("messages", messages.map(request.messages(), schemaInWords(output)));
        request.outputSchema().ifPresent(schema -> body.put("response_format", responseFormat(schema.name(), output)));
        Map<String, LoweredSchema> toolSchemas = new LinkedHashMap<>();
        if (!request.tools().isEmpty()) {
            body.put("tools", tools(request.tools(), toolSchemas));
        }
        return new WireRequest(request.model(), json.write(body), streamed, output, toolSchemas, notes);
    }

    private LoweredSchema lower(OutputSchema schema) {
        return lowered.computeIfAbsent(schema, first -> SchemaLowering.lower(first.schema()));
    }

    /** {@code json_object} is refused unless the word JSON is in the prompt; the schema has to be said there as well. */
    private @Nullable String schemaInWords(@Nullable LoweredSchema output) {
        if (output == null || traits.has(Trait.JSON_SCHEMA)) {
            return null;
        }
        return "Answer with nothing but one JSON object that follows this JSON Schema:\n"
                + json.write(output.lowered());
    }

    private Map<String, Object> responseFormat(String name, @Nullable LoweredSchema output) {
        if (output == null || !traits.has(Trait.JSON_SCHEMA)) {
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
        if (traits.has(Trait.STRICT_TOOLS)) {
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

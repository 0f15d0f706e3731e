package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.OutputSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Writes chat requests in the words of generateContent, within what the model understands. */
final class RequestMapper {
    private final JsonCodec json;
    /** By identity: the host gives the same object for every execution of a version. */
    private final Map<OutputSchema, Map<String, Object>> lowered = Collections.synchronizedMap(new WeakHashMap<>());

    RequestMapper(JsonCodec json) {
        this.json = json;
    }

    WireRequest map(ChatRequest request) {
        ModelFamily family = ModelFamily.of(request.model());
        var names = new ToolNames(request.tools());
        List<String> notes = new ArrayList<>();
        Conversation conversation = new ConversationMapper(family, names, json).map(request.messages());
        if (conversation.contents().isEmpty()) {
            throw new PluginException(ErrorType.INVALID_REQUEST, "messages: none for the model to answer");
        }
        List<Map<String, Object>> system = new ArrayList<>(conversation.system());
        Map<String, Object> config = new GenerationConfigMapper(request, family, notes).config();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("contents", conversation.contents());
        new ToolMapper(request, family, names).putTools(body, notes);
        if (body.containsKey("tools") && !family.mixesTools()) {
            request.outputSchema().ifPresent(schema -> system.add(inWords(schema, notes)));
        } else {
            request.outputSchema().ifPresent(schema -> putFormat(schema, config));
        }
        putUnlessEmpty(body, "systemInstruction", system.isEmpty() ? Map.of() : Map.of("parts", system));
        putUnlessEmpty(body, "generationConfig", config);
        conversation.continuationToken().ifPresent(token -> body.put("continuationToken", token));
        return new WireRequest(request.model(), json.write(body), names, conversation.calls(), List.copyOf(notes));
    }

    private void putFormat(OutputSchema schema, Map<String, Object> config) {
        config.put("responseMimeType", "application/json");
        putUnlessEmpty(config, "responseJsonSchema", lower(schema));
    }

    private Map<String, Object> inWords(OutputSchema schema, List<String> notes) {
        notes.add("the output schema went out as an instruction: this model can't combine it with tools");
        Map<String, Object> said = lower(schema);
        return Map.of(
                "text",
                "Write your final answer as nothing but one JSON value, without a code block, that follows this JSON"
                        + " Schema:\n" + json.write(said.isEmpty() ? Map.of("type", "object") : said));
    }

    private Map<String, Object> lower(OutputSchema schema) {
        return lowered.computeIfAbsent(schema, first -> GeminiSchema.lower(first.schema()));
    }

    private static void putUnlessEmpty(Map<String, Object> target, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }
}

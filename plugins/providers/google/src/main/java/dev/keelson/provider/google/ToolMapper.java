package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the tools of a request: functions, and the built-in web search. */
final class ToolMapper {
    private static final int MAX_FUNCTIONS = 512;

    private final ChatRequest request;
    private final ModelFamily family;
    private final ToolNames names;

    ToolMapper(ChatRequest request, ModelFamily family, ToolNames names) {
        this.request = request;
        this.family = family;
        this.names = names;
    }

    /** Puts {@code tools} and {@code toolConfig}; adds a note on what the model can't do. */
    void putTools(Map<String, Object> body, List<String> notes) {
        boolean functions = !request.tools().isEmpty();
        boolean search = request.webSearch() && (!functions || family.mixesTools());
        if (request.webSearch() && !search) {
            notes.add("left out the web search: this model can't combine it with tools");
        }
        if (functions && !request.parallelToolCalls()) {
            notes.add("parallel tool calls can't be turned off at this provider");
        }
        List<Object> tools = new ArrayList<>();
        if (search) {
            tools.add(Map.of("googleSearch", Map.of()));
        }
        if (functions) {
            tools.add(Map.of("functionDeclarations", declarations()));
            body.put("toolConfig", toolConfig(search));
        }
        if (!tools.isEmpty()) {
            body.put("tools", tools);
        }
    }

    /** Beside a built-in tool functions are called in mode VALIDATED, and the search shows up in the turn. */
    private static Map<String, Object> toolConfig(boolean search) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("functionCallingConfig", Map.of("mode", search ? "VALIDATED" : "AUTO"));
        if (search) {
            config.put("includeServerSideToolInvocations", true);
        }
        return config;
    }

    private List<Map<String, Object>> declarations() {
        if (request.tools().size() > MAX_FUNCTIONS) {
            throw new PluginException(
                    ErrorType.INVALID_REQUEST,
                    "tools: " + request.tools().size() + " (expected: at most " + MAX_FUNCTIONS + ")");
        }
        return request.tools().stream().map(this::declaration).toList();
    }

    /** The schema of a function without parameters is left out: an object without properties is refused. */
    private Map<String, Object> declaration(ToolSpec tool) {
        Map<String, Object> declaration = new LinkedHashMap<>();
        declaration.put("name", names.wire(tool.name()));
        declaration.put("description", tool.description());
        Map<String, Object> schema = GeminiSchema.lower(tool.inputSchema());
        if (!schema.isEmpty()) {
            declaration.put("parametersJsonSchema", schema);
        }
        return declaration;
    }
}

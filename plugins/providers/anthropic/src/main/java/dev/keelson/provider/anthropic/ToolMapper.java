package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Writes the tools that a model may call, the upstream's own web search among them. */
final class ToolMapper {
    /** The search that every model has; newer versions of it run code, which not every account allows. */
    private static final Map<String, Object> WEB_SEARCH =
            Map.of("type", "web_search_20250305", "name", "web_search", "max_uses", 5);

    private final JsonCodec json;
    /** By identity: the host gives the same object for every execution of a version. */
    private final Map<ToolSpec, AcceptedSchema> accepted = Collections.synchronizedMap(new WeakHashMap<>());

    ToolMapper(JsonCodec json) {
        this.json = json;
    }

    /** {@code budget}: what the schema of the answer left over. */
    void write(ChatRequest request, ModelRules rules, SchemaBudget budget, RequestDraft draft) {
        List<Map<String, Object>> tools = new ArrayList<>();
        for (ToolSpec tool : request.tools()) {
            AcceptedSchema schema =
                    accepted.computeIfAbsent(tool, spec -> SchemaTransform.of(spec.inputSchema(), json));
            boolean strict = rules.structuredOutput() && budget.takesTool(schema);
            tools.add(strict ? strict(tool, schema) : tool(tool, rooted(tool.inputSchema())));
        }
        if (!tools.isEmpty() && !request.parallelToolCalls()) {
            draft.put("tool_choice", Map.of("type", "auto", "disable_parallel_tool_use", true));
        }
        if (request.webSearch()) {
            tools.add(WEB_SEARCH);
        }
        if (!tools.isEmpty()) {
            draft.put("tools", tools);
        }
    }

    private static Map<String, Object> strict(ToolSpec tool, AcceptedSchema schema) {
        Map<String, Object> result = tool(tool, schema.sent());
        result.put("strict", true);
        return result;
    }

    private static Map<String, Object> tool(ToolSpec tool, Map<String, Object> schema) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", tool.name());
        if (!tool.description().isBlank()) {
            result.put("description", tool.description());
        }
        result.put("input_schema", schema);
        return result;
    }

    /** The schema with a plain object at its root, where nothing may be combined; its definitions come along. */
    private Map<String, Object> rooted(Map<String, Object> schema) {
        Map<String, Object> cleaned = SchemaKeywords.cleaned(schema);
        Map<String, Object> root = new LinkedHashMap<>();
        new FoldedSchema(cleaned).root().forEach((key, value) -> root.put(key.toString(), value));
        for (String definitions : List.of("$defs", "definitions")) {
            Optional.ofNullable(cleaned.get(definitions)).ifPresent(all -> root.put(definitions, all));
        }
        Map<String, Object> combined = new LinkedHashMap<>();
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (root.containsKey(keyword)) {
                combined.put(keyword, root.remove(keyword));
            }
        }
        if (!combined.isEmpty()) {
            root.merge("description", "Constraints: " + json.write(combined), (text, more) -> text + "\n\n" + more);
        }
        root.put("type", "object");
        return root;
    }
}

package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.provider.support.LoweredSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of one request under the names and with the schemas that go out.
 *
 * @param schemas original name of a tool to the schema of its arguments
 */
record OfferedTools(ToolNames names, Map<String, LoweredSchema> schemas, List<ToolSpec> specs) {

    static OfferedTools of(ChatRequest request, SchemaCache cache) {
        var names = new ToolNames(request.tools().stream().map(ToolSpec::name).toList());
        Map<String, LoweredSchema> schemas = new LinkedHashMap<>();
        request.tools().forEach(tool -> schemas.put(tool.name(), cache.ofTool(tool, request.model())));
        return new OfferedTools(names, schemas, request.tools());
    }

    boolean isEmpty() {
        return specs.isEmpty();
    }

    /** What both forms of the API say about a function. */
    List<Map<String, Object>> functions() {
        return specs.stream().map(this::function).toList();
    }

    Optional<LoweredSchema> rewrittenArguments(String tool) {
        return Optional.ofNullable(schemas.get(tool)).filter(LoweredSchema::isRewritten);
    }

    private Map<String, Object> function(ToolSpec tool) {
        LoweredSchema schema = cacheEntry(tool);
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", names.toWire(tool.name()));
        function.put("description", tool.description());
        function.put("parameters", schema.lowered());
        // Said in any case: the Responses API takes a tool that says nothing for a strict one.
        function.put("strict", schema.isStrict());
        return function;
    }

    private LoweredSchema cacheEntry(ToolSpec tool) {
        return Optional.ofNullable(schemas.get(tool.name())).orElseThrow();
    }
}

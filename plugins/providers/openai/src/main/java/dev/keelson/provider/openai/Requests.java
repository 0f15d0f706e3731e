package dev.keelson.provider.openai;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.provider.support.LoweredSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both forms of the API write alike. */
final class Requests {
    private final JsonCodec json;
    private final SchemaCache schemas;

    Requests(JsonCodec json, SchemaCache schemas) {
        this.json = json;
        this.schemas = schemas;
    }

    OfferedTools tools(ChatRequest request) {
        return OfferedTools.of(request, schemas);
    }

    @Nullable
    LoweredSchema output(ChatRequest request) {
        return request.outputSchema()
                .map(schema -> schemas.ofOutput(schema, request.model()))
                .orElse(null);
    }

    /** Name, strictness and schema of the wanted output. */
    static Map<String, Object> outputFormat(ChatRequest request, LoweredSchema output) {
        Map<String, Object> format = new LinkedHashMap<>();
        request.outputSchema().ifPresent(schema -> format.put("name", ToolNames.safe(schema.name())));
        format.put("strict", output.isStrict());
        format.put("schema", output.lowered());
        return format;
    }

    /** Parallel calls are the default, and the switch is refused when there are no tools. */
    static void putParallelism(Map<String, Object> body, ChatRequest request) {
        if (!request.tools().isEmpty() && !request.parallelToolCalls()) {
            body.put("parallel_tool_calls", false);
        }
    }

    WireRequest finished(ChatRequest request, Map<String, Object> body, OfferedTools tools, List<String> notes) {
        boolean streamed = body.containsKey("stream");
        return new WireRequest(request.model(), json.write(body), streamed, output(request), tools, List.copyOf(notes));
    }
}

package dev.keelson.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.plugin.api.tool.ToolInvocation;
import dev.keelson.plugin.api.tool.ToolResult;
import dev.keelson.plugin.api.tool.ToolSpec;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Offers the tool kind {@code lookup}, whose one argument is {@code id}; remembers its calls. */
public final class ScriptedTools implements ToolRegistry {
    public static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "additionalProperties",
            false,
            "required",
            List.of("id"),
            "properties",
            Map.of("id", Map.of("type", "string")));

    private final Function<ToolInvocation, Future<ToolResult>> answer;
    private final List<ToolInvocation> calls = new CopyOnWriteArrayList<>();

    public ScriptedTools(Function<ToolInvocation, Future<ToolResult>> answer) {
        this.answer = answer;
    }

    public List<ToolInvocation> calls() {
        return calls;
    }

    @Override
    public ToolClient bind(String toolName, String kind, JsonNode config) {
        if (!kind.equals("lookup")) {
            throw new KeelsonException(ErrorCode.DEFINITION_INVALID, "no tool kind " + kind);
        }
        return new ToolClient() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.of(toolName, "Looks something up.", SCHEMA);
            }

            @Override
            public Future<ToolResult> invoke(ToolInvocation invocation) {
                calls.add(invocation);
                return answer.apply(invocation);
            }

            @Override
            public void close() {}
        };
    }
}

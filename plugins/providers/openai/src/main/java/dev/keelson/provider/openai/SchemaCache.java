package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.provider.support.LoweredSchema;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Keeps the strict forms of schemas, by identity: the host gives the same objects for every execution of a version. */
final class SchemaCache {
    private final Map<Object, LoweredSchema> plain = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Object, LoweredSchema> fineTuned = Collections.synchronizedMap(new WeakHashMap<>());

    LoweredSchema ofOutput(OutputSchema output, String model) {
        return of(output, output.schema(), model);
    }

    LoweredSchema ofTool(ToolSpec tool, String model) {
        return of(tool, tool.inputSchema(), model);
    }

    /** {@code owner} has no equality of its own, so that it stands for itself alone. */
    private LoweredSchema of(Object owner, Map<String, Object> schema, String model) {
        return ModelRules.isFineTuned(model)
                ? fineTuned.computeIfAbsent(owner, first -> StrictForm.ofFineTuned(schema))
                : plain.computeIfAbsent(owner, first -> StrictForm.of(schema));
    }
}

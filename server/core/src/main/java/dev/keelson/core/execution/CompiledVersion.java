package dev.keelson.core.execution;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.agent.ToolBinding;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.evaluation.EvaluatorClient;
import dev.keelson.core.evaluation.EvaluatorRegistry;
import dev.keelson.core.tool.ToolClient;
import dev.keelson.core.tool.ToolRegistry;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A version with everything made ready that does not depend on the input. Immutable; shared by its executions. */
record CompiledVersion(
        AgentVersion version,
        CompiledSchema inputSchema,
        CompiledSchema outputSchema,
        InputAttachments files,
        OutputSchema outputForModel,
        List<Message> prompt,
        long promptCharacters,
        Map<String, BoundTool> tools,
        List<ToolSpec> toolSpecs,
        List<BoundCheck> checks,
        OutputInvariants invariants) {

    /** A tool with its compiled argument schema. */
    record BoundTool(ToolClient client, CompiledSchema arguments) {}

    /** A check with its evaluator. */
    record BoundCheck(CheckBinding binding, EvaluatorClient client) {}

    /** Throws {@link ErrorCode#DEFINITION_INVALID} when the version needs what is no longer installed. */
    static CompiledVersion of(AgentVersion version, ToolRegistry tools, EvaluatorRegistry evaluators) {
        AgentDefinition definition = version.definition();
        Map<String, BoundTool> boundTools = bindTools(definition, tools);
        List<Message> prompt = PromptBuilder.fixed(definition);
        return new CompiledVersion(
                version,
                CompiledSchema.of(definition.contract().input()),
                CompiledSchema.of(definition.contract().output()),
                InputAttachments.of(definition.contract().input()),
                OutputSchema.of("output", toMap(definition.contract().output())),
                prompt,
                prompt.stream().mapToLong(message -> message.content().length()).sum(),
                boundTools,
                boundTools.values().stream().map(tool -> tool.client().spec()).toList(),
                bindChecks(definition, evaluators),
                OutputInvariants.of(definition.invariants()));
    }

    AgentDefinition definition() {
        return version.definition();
    }

    void close() {
        tools.values().forEach(tool -> tool.client().close());
        checks.forEach(check -> check.client().close());
    }

    private static Map<String, BoundTool> bindTools(AgentDefinition definition, ToolRegistry registry) {
        Map<String, BoundTool> bound = new LinkedHashMap<>();
        for (ToolBinding binding : definition.tools()) {
            ToolClient client = registry.bind(binding.name(), binding.tool(), binding.config());
            requirePinnedSchema(binding, client);
            CompiledSchema arguments =
                    CompiledSchema.of(Json.mapper().valueToTree(client.spec().inputSchema()));
            bound.put(binding.name(), new BoundTool(client, arguments));
        }
        return Map.copyOf(bound);
    }

    private static void requirePinnedSchema(ToolBinding binding, ToolClient client) {
        String digest = CanonicalJson.digest(client.spec().inputSchema());
        if (!digest.equals(binding.schemaDigest())) {
            client.close();
            throw new KeelsonException(
                    ErrorCode.DEFINITION_INVALID,
                    "tool " + binding.name() + " takes other arguments now than this version pinned: publish again");
        }
    }

    private static List<BoundCheck> bindChecks(AgentDefinition definition, EvaluatorRegistry registry) {
        return definition.checks().stream()
                .map(check -> new BoundCheck(check, registry.create(check.evaluator(), check.config())))
                .toList();
    }

    private static Map<String, Object> toMap(JsonNode schema) {
        return Json.mapper().convertValue(schema, new TypeReference<>() {});
    }
}
